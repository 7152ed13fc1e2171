using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Alerts;

/// <summary>A message to people about something that was found, before any channel has put it into its own form.</summary>
public sealed record AlertMessage
{
    /// <summary>Identity of this message; a channel hands it on so that receivers can drop repeats.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about in a few words, any text; channels cut and clean it to their limits.</summary>
    public required string Title { get; init; }

    /// <summary>The whole text for people.</summary>
    public required string Text { get; init; }

    /// <summary>The same as JSON for machines.</summary>
    public required string Json { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Who is called.</summary>
    public required EscalationLevel Level { get; init; }

    /// <summary>What subscriptions can filter by: detection, environment, target, fingerprint, trace id.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
