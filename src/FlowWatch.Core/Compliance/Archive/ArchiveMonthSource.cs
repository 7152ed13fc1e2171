namespace FlowWatch.Core.Compliance.Archive;

/// <summary>The hours of one month of one source.</summary>
internal sealed class ArchiveMonthSource
{
    /// <summary>Hours with at least one object.</summary>
    public HourBits Present { get; set; } = new();

    /// <summary>Hours in which CloudWatch counted no events, remembered for longer than CloudWatch tells.</summary>
    public HourBits Quiet { get; set; } = new();
}
