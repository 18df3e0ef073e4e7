using System.Net;

var listener = new HttpListener();
listener.Prefixes.Add("http://*:8080/mcp/");
listener.Start();
while (true)
    await Serve(await listener.GetContextAsync());
