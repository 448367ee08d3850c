// A receiver of Opportune's webhooks: Node 20 or newer, nothing to install.
//
//   WEBHOOK_SECRET=whsec_… PORT=8090 node webhook-receiver.mjs
//
// Behind it belongs something that speaks https; see webhooks.md.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const secret = Buffer.from((process.env.WEBHOOK_SECRET ?? "").replace(/^whsec_/, ""), "base64");
if (secret.length < 24) {
  throw new Error("set WEBHOOK_SECRET to the secret that the webhook was made with");
}
const TOLERANCE_SECONDS = 300;
const MOST_BYTES = 1_000_000;

// Ids that were taken. Keep them where the work is kept, in the same transaction: this memory is lost at a restart.
const taken = new Set();

function isOurs(headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age <= TOLERANCE_SECONDS)) {
    return false; // an old message that somebody has kept and sends again
  }
  const wanted = createHmac("sha256", secret).update(`${id}.${timestamp}.`).update(body).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some((each) => {
    const [version, signature] = each.split(",");
    const given = Buffer.from(signature ?? "", "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

async function bodyOf(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES) {
      throw new Error("too long");
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

createServer(async (request, response) => {
  try {
    const body = await bodyOf(request);
    if (!isOurs(request.headers, body)) {
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(body);
    if (taken.has(event.id)) {
      console.log("again", event.id);
    } else {
      console.log("taken", event.id, event.type, event.subject, event.time); // here goes the work
      taken.add(event.id);
    }
    response.writeHead(204).end();
  } catch (error) {
    console.error(error.message);
    response.writeHead(500).end(); // it is sent again
  }
}).listen(Number(process.env.PORT ?? 8090), "127.0.0.1");
