using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;
using Seaworthy.ConformanceServer;
using Seaworthy.ConformanceServer.Prompts;
using Seaworthy.ConformanceServer.Resources;
using Seaworthy.ConformanceServer.Tools;

// The tools, resources and prompts that the official conformance suite asks for, over stdio: what is behind `seaworthy run`
// when the suite judges it. An empty builder, because the usual one logs to standard output.
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddMcpServer(options => options.ServerInfo = new Implementation { Name = "conformance-server", Version = "1.0.0" })
    .WithStdioServerTransport()
    .WithTools<ContentTools>().WithTools<ReportingTools>().WithTools<AskingTools>().WithTools<InputTools>()
    .WithTools<InputStateTools>().WithTools<StatelessTools>().WithTools<ChangeTools>().WithTools([SchemaTool.Create()])
    .WithPrompts<SimplePrompts>().WithPrompts<InputPrompt>()
    .WithResources<SampleResources>()
    .WithCachingHints()
    .WithCompleteHandler(static (_, _) => ValueTask.FromResult(new CompleteResult { Completion = new Completion { Values = [], Total = 0 } }))
    .WithSetLoggingLevelHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
    .WithSubscribeToResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
    .WithUnsubscribeFromResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()));
await builder.Build().RunAsync();
