using System.Text;
using System.Text.Json;

namespace Seaworthy.Hosting.Envelopes;

/// <summary>The methods that a bridge treats in a way of their own.</summary>
internal static class Methods
{
    public const string Initialize = "initialize";
    public const string Initialized = "notifications/initialized";
    public const string Ping = "ping";
    public const string Discover = "server/discover";
    public const string Listen = "subscriptions/listen";
    public const string Acknowledged = "notifications/subscriptions/acknowledged";
    public const string Cancelled = "notifications/cancelled";
    public const string Progress = "notifications/progress";
    public const string LogMessage = "notifications/message";
    public const string ResourceUpdated = "notifications/resources/updated";
    public const string ToolsChanged = "notifications/tools/list_changed";
    public const string PromptsChanged = "notifications/prompts/list_changed";
    public const string ResourcesChanged = "notifications/resources/list_changed";
    public const string RootsChanged = "notifications/roots/list_changed";
    public const string SetLogLevel = "logging/setLevel";
    public const string ToolsCall = "tools/call";
    public const string ToolsList = "tools/list";
    public const string PromptsGet = "prompts/get";
    public const string PromptsList = "prompts/list";
    public const string ResourcesRead = "resources/read";
    public const string ResourcesList = "resources/list";
    public const string ResourceTemplatesList = "resources/templates/list";
    public const string ResourcesSubscribe = "resources/subscribe";
    public const string ResourcesUnsubscribe = "resources/unsubscribe";
    public const string Complete = "completion/complete";
    public const string TasksList = "tasks/list";
    public const string TasksResult = "tasks/result";
    public const string TasksGet = "tasks/get";
    public const string TasksUpdate = "tasks/update";
    public const string TasksCancel = "tasks/cancel";
    public const string TaskChanged = "notifications/tasks";

    // Nearly every message has one of these; knowing them by their bytes saves a string for each.
    private static readonly (string Text, byte[] Bytes)[] Known = [.. new[]
    {
        ToolsCall, Progress, ToolsList, Initialize, Initialized, Ping, Cancelled, LogMessage, Discover, Listen, Acknowledged,
        ResourceUpdated, ToolsChanged, PromptsChanged, ResourcesChanged, RootsChanged, SetLogLevel, PromptsGet, PromptsList,
        ResourcesRead, ResourcesList, ResourceTemplatesList, ResourcesSubscribe, ResourcesUnsubscribe, Complete,
        TasksGet, TasksUpdate, TasksCancel, TaskChanged,
    }.Select(text => (text, Encoding.UTF8.GetBytes(text)))];

    /// <summary>The method name that the reader stands on.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        foreach (var (text, bytes) in Known)
        {
            if (reader.ValueTextEquals(bytes))
                return text;
        }
        return reader.GetString()!;
    }
}
