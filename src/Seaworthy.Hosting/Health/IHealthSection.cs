using System.Text.Json;

namespace Seaworthy.Hosting.Health;

/// <summary>Adds to what <c>/health</c> says, for example the workers.</summary>
internal interface IHealthSection
{
    /// <summary>Writes one or more properties into the open object. Must not block: probes wait for it.</summary>
    void Write(Utf8JsonWriter json);
}
