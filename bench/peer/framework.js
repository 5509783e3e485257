// A bot on webex-node-bot-framework in webhook mode, written as its documents show.

const Framework = require('webex-node-bot-framework');
const webhook = require('webex-node-bot-framework/webhook');
const http = require('http');

const framework = new Framework({
  token: process.env.TOKEN,
  webhookUrl: process.env.OWN_URL,
  webhookSecret: process.env.SECRET,
  port: Number(process.env.PORT),
});
framework.hears('room', async (bot, trigger) => {
  const room = await framework.webex.rooms.get(trigger.message.roomId);
  await bot.say('markdown', `**${room.title}**\n- **Type:** ${room.type}\n- **Last activity:** ${room.lastActivity}`);
});

// What its documents do with express and body-parser, which it does not bring.
const take = webhook(framework);
const server = http.createServer((request, response) => {
  let text = '';
  request.on('data', (part) => { text += part; });
  request.on('end', () => {
    if (request.method !== 'POST') return response.writeHead(200).end('ok');
    request.body = JSON.parse(text);
    response.status = (code) => { response.statusCode = code; return response; };
    response.send = (body) => response.end(body);
    take(request, response);
  });
});
framework.on('initialized', () => server.listen(framework.options.port, '127.0.0.1'));
framework.start();
