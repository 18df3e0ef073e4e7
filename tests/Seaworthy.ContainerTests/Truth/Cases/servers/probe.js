// Asks /health and fails with whatever is not 200.
const request = require('node:http').get('http://127.0.0.1:3000/health', (response) => process.exit(response.statusCode === 200 ? 0 : 1));
request.on('error', () => process.exit(1));
