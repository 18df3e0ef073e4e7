using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Seaworthy.Hosting;
using Seaworthy.LibraryServer;

// What a user of the library writes, with tools that misbehave on request. LIBRARY_SERVER_MODE picks the SDK's session mode.
var builder = WebApplication.CreateBuilder(args);
builder.AddSeaworthy();
builder.Services.AddSingleton<Dependency>();
builder.Services.AddHealthChecks().AddCheck<Dependency>("dependency", tags: ["ready"]);
if (builder.Configuration["LIBRARY_SERVER_FAULT"] is { } when)
    builder.Services.AddHostedService(services => new FaultyService(services.GetRequiredService<TimeProvider>(), when));
builder.Services.AddMcpServer()
    .WithHttpTransport(options => options.SessionMode = Enum.Parse<HttpServerSessionMode>(builder.Configuration["LIBRARY_SERVER_MODE"] ?? "Stateless"))
    .WithTools<MisbehavingTools>();
// A stream that heeds no cancellation: only the library can end it.
builder.Services.Configure<McpServerOptions>(options => options.Handlers.SubscriptionsListenHandler = Subscriptions.HoldAsync);
var app = builder.Build();
app.MapSeaworthy();
app.MapMcp("/mcp");
app.MapPost("/fault/{kind}", (string kind, IHostApplicationLifetime lifetime) => Faults.Cause(kind, lifetime));
app.MapPost("/dependency/{state}", (string state, Dependency dependency) => dependency.IsWell = state == "up");
return await app.RunSeaworthyAsync(args);
