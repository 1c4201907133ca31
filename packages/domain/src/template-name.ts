import { z } from "zod";

/** Names of stored files, as mocks and URLs say them: parts between slashes, none of them empty, `.` or `..`. */
export const TemplateNameSchema = z
  .string()
  .min(1, "must not be empty")
  .max(200, "must have at most 200 characters")
  .regex(/^[^\u0000-\u001f\u007f\\]*$/, "must not contain control characters or backslashes")
  .refine((name) => name.split("/").every((part) => part !== "" && part !== "." && part !== ".."), {
    message: "must not start or end with a slash, nor have an empty part, . or .. between slashes",
  });
