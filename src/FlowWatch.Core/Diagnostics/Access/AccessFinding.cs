namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>One line of what <c>flowwatch doctor</c> says: a link of the credential chain, or a permission.</summary>
public sealed record AccessFinding
{
    /// <summary>What was looked at: <c>hub role</c>, <c>logs:StartQuery</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What it was tried on: an ARN, a name, or <c>*</c>; null for links of the chain.</summary>
    public string? Resource { get; init; }

    /// <summary>What came of it.</summary>
    public required AccessOutcome Outcome { get; init; }

    /// <summary>How it is known, or why not; cleaned of anything secret.</summary>
    public required string Detail { get; init; }

    /// <summary>What to look at, most likely first; for links of the chain.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The permission; null for links of the chain.</summary>
    public NeededAction? Permission { get; init; }
}
