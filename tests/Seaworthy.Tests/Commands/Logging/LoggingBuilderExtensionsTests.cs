using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Seaworthy.Tests.Commands.Logging;

public class LoggingBuilderExtensionsTests
{
    [Theory]
    [InlineData(LogLevel.Trace, LogLevel.Trace, LogLevel.Trace)]
    [InlineData(LogLevel.Information, LogLevel.Information, LogLevel.Warning)]
    [InlineData(LogLevel.Error, LogLevel.Error, LogLevel.Error)]
    public void The_level_holds_and_the_framework_is_quieter(LogLevel chosen, LogLevel own, LogLevel framework)
    {
        using var services = LogLines.Services(new(Level: chosen));
        var loggers = services.GetRequiredService<ILoggerFactory>();

        Assert.Equal(own, Least(loggers.CreateLogger("Seaworthy.Test")));
        Assert.Equal(framework, Least(loggers.CreateLogger("Microsoft.AspNetCore.Hosting")));
    }

    [Fact]
    public void There_is_one_provider()
    {
        using var services = LogLines.Services(new());

        Assert.Equal("ConsoleLoggerProvider", Assert.Single(services.GetServices<ILoggerProvider>()).GetType().Name);
    }

    private static LogLevel Least(ILogger logger) => Enum.GetValues<LogLevel>().First(logger.IsEnabled);
}
