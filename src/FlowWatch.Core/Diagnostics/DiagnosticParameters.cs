namespace FlowWatch.Core.Diagnostics;

/// <summary>What a person fills in when asking a question.</summary>
public sealed record DiagnosticParameters
{
    /// <summary>The address the question is about, IPv4 or IPv6; null where the question is about all.</summary>
    public string? Address { get; init; }

    /// <summary>How many rows to show, the most important first; null takes the question's own number.</summary>
    public int? Top { get; init; }
}
