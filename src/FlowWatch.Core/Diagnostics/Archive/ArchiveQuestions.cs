using FlowWatch.Core.Diagnostics.Parameters;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>The questions about the archive.</summary>
internal static class ArchiveQuestions
{
    /// <summary>The file that it is about.</summary>
    public static DiagnosticParameter Key { get; } = new() { Name = "key", Kind = DiagnosticParameterKind.Text, Pattern = @"[!-~]{1,1000}", Expected = "a key of 1 to 1000 printable ASCII characters without blanks", Description = "Key of the file, as archive-search shows it.", IsRequired = true };

    /// <summary>The network interface.</summary>
    public static DiagnosticParameter Interface { get; } = new() { Name = "interface", Kind = DiagnosticParameterKind.Text, Pattern = "eni-[0-9a-f]{1,32}", Expected = "the id of a network interface, such as eni-0a1b2c3d", Description = "Only files of this network interface, where the layout of the archive tells." };

    /// <summary>How fast.</summary>
    public static DiagnosticParameter Tier { get; } = new() { Name = "tier", Kind = DiagnosticParameterKind.Choice, Words = ["standard", "bulk", "expedited"], Description = "How fast; DEEP_ARCHIVE has no expedited.", Default = "standard" };

    /// <summary>For how long.</summary>
    public static DiagnosticParameter Days { get; } = new() { Name = "days", Kind = DiagnosticParameterKind.Number, Minimum = 1, Maximum = 30, Description = "How many days it can be read for.", Default = "7" };

    /// <summary>Whether to do it.</summary>
    public static DiagnosticParameter Confirm { get; } = new() { Name = "confirm", Kind = DiagnosticParameterKind.Flag, Description = "Whether to ask AWS for it; by command only, and only where diagnostics.restore is on.", Default = "false, a dry run" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ArchiveQuestion> All { get; } =
    [
        new("archive-storage", "What the archive holds and costs", "Objects, bytes and estimated cost by storage class and month, why it rose, and the lifecycle as configured against as observed.", [], ArchiveStorage.AnswerAsync),
        new("archive-search", "Find archived files", "The archived files of a stretch of time, and which must be restored before they can be read.", [Interface, DiagnosticParameters.Top(100), .. DiagnosticParameters.Range], ArchiveSearch.AnswerAsync),
        new("archive-restore", "Restore an archived file", "What restoring a file costs and how long it takes; with confirm it is asked for.", [Key, Tier, Days, Confirm], ArchiveRestoring.RestoreAsync),
        new("archive-restore-status", "How far a restore is", "Whether an archived file is being restored, and until when it can be read.", [Key], ArchiveRestoring.StatusAsync),
    ];
}
