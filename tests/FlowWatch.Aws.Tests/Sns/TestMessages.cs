using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Aws.Tests.Sns;

/// <summary>Alerts to send.</summary>
internal static class TestMessages
{
    public static AlertMessage Message(
        string id = "m-1", string title = "Port scan from 10.0.0.1", string text = "What to do.", string json = """{"a": 1}""", params (string Name, string Value)[] attributes) => new()
    {
        Id = id,
        Title = title,
        Text = text,
        Json = json,
        Severity = Severity.High,
        Level = EscalationLevel.Security,
        Attributes = attributes.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
    };

    public static AlertMessage[] Many(int count) => [.. Enumerable.Range(1, count).Select(number => Message($"m-{number}", title: $"Number {number}"))];
}
