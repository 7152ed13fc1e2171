using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Local.Tests.Alerts;

/// <summary>Alerts to send, without anything having been found.</summary>
internal static class AlertSample
{
    public static AlertMessage Of(string id, string text = "CRITICAL: Something\nIt happened.\n") => new()
    {
        Id = id,
        Title = "critical: Something",
        Text = text,
        Json = $$"""{ "id": "{{id}}" }""",
        Severity = Severity.Critical,
        Level = EscalationLevel.Security,
        Attributes = new Dictionary<string, string> { ["target"] = "one", ["severity"] = "critical" },
    };
}
