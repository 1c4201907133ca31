import { redirect } from "next/navigation";

export default async function NamespacePage({ params }: { params: Promise<{ namespace: string }> }) {
  redirect(`/ui/${(await params).namespace}/mocks`);
}
