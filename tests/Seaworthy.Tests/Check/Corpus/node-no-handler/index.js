const express = require('express');
const { StreamableHTTPServerTransport } = require('@modelcontextprotocol/sdk/server/streamableHttp.js');

const app = express();
app.post('/mcp', (req, res) => handle(req, res));
app.listen(3000, () => console.log('listening on 3000'));
