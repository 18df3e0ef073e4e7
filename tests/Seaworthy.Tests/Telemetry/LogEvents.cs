using System.Reflection;
using Microsoft.Extensions.Logging;
using Seaworthy.Commands;
using Seaworthy.Commands.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Tests.Telemetry;

/// <summary>A method that writes a log event.</summary>
/// <param name="Method">Where it is declared.</param>
/// <param name="Name">The name in a log line.</param>
/// <param name="Attribute">Number, level and message.</param>
internal sealed record LogEvents(string Method, string Name, LoggerMessageAttribute Attribute)
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every event of the program and the library.</summary>
    public static IReadOnlyList<LogEvents> Find() =>
    [
        .. from assembly in new[] { typeof(CommandLine).Assembly, typeof(EventIds).Assembly }
           from type in assembly.GetTypes()
           from method in type.GetMethods(All)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           orderby attribute.EventId
           select new LogEvents($"{type.Name}.{method.Name}", LogText.EventName(new(attribute.EventId, attribute.EventName ?? method.Name)), attribute),
    ];

    /// <summary>The numbers that are given out.</summary>
    public static IReadOnlyList<int> Ids() =>
        [.. typeof(EventIds).GetFields(All).Where(field => field is { IsLiteral: true } && field.FieldType == typeof(int)).Select(field => (int)field.GetRawConstantValue()!)];
}
