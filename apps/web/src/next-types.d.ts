// Next.js's own types (CSS and image imports among them). Its generated next-env.d.ts names them too, but exists after a build only.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
