// `npm start`: serves what was built, and keeps serving. Where something else starts a server again that ended, such
// as a container's engine, `node dist/server.js` is the server alone.
import { requireNode, root } from './checkout.mjs';
import { keepServer } from './keep-server.mjs';

requireNode();
process.chdir(root);
keepServer();
