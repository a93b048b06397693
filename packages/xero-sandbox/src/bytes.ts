const KNOWN = new WeakMap<Response, Buffer<ArrayBuffer>>();

/**
 * A response made of bytes that are at hand. It hands them on as they are: a response made of a buffer copies it,
 * and large copies keep the garbage collector busy.
 */
export function respondBytes(bytes: Buffer<ArrayBuffer>, init: ResponseInit): Response {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const response = new Response(body, init);
  KNOWN.set(response, bytes);
  return response;
}

/** The bytes of any response; one that was made otherwise can be read only once. */
export async function bytesOf(response: Response): Promise<Buffer<ArrayBuffer>> {
  return KNOWN.get(response) ?? Buffer.from(await response.arrayBuffer());
}
