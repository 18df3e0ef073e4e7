using System.Reflection;
using Microsoft.Extensions.Logging;
using Seaworthy.Commands;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Tests.Telemetry;

/// <summary>The events that the program and the library write, and the numbers that are given out.</summary>
internal static class LogEvents
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The methods that write an event, with number, name, level and message.</summary>
    public static IReadOnlyList<(string Method, LoggerMessageAttribute Event)> Find() =>
    [
        .. from assembly in new[] { typeof(CommandLine).Assembly, typeof(EventIds).Assembly }
           from type in assembly.GetTypes()
           from method in type.GetMethods(All)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           orderby attribute.EventId
           select ($"{type.Name}.{method.Name}", attribute),
    ];

    /// <summary>The constants of <see cref="EventIds"/>; fails when a number is given out twice.</summary>
    public static IReadOnlyDictionary<int, string> Names() => typeof(EventIds).GetFields(All)
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(int))
        .ToDictionary(field => (int)field.GetRawConstantValue()!, field => field.Name);
}
