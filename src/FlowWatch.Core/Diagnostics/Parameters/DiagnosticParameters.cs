namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>The parameters that several questions have in the same sense.</summary>
public static class DiagnosticParameters
{
    /// <summary>Rows that may be shown at the most.</summary>
    public const int MostRows = 1000;

    /// <summary>How far back from now.</summary>
    public static DiagnosticParameter Since { get; } = new() { Name = "since", Kind = DiagnosticParameterKind.Length, Description = "Only this length of time before now, or before 'to'.", Default = "1h at a target; all of files" };

    /// <summary>The first instant.</summary>
    public static DiagnosticParameter From { get; } = new() { Name = "from", Kind = DiagnosticParameterKind.Instant, Description = "Only at or after this time; in place of 'since'." };

    /// <summary>The first instant after.</summary>
    public static DiagnosticParameter To { get; } = new() { Name = "to", Kind = DiagnosticParameterKind.Instant, Description = "Only before this time.", Default = "now" };

    /// <summary>The range of time: since, from and to.</summary>
    public static IReadOnlyList<DiagnosticParameter> Range { get; } = [Since, From, To];

    /// <summary>The address a question is about.</summary>
    public static DiagnosticParameter Address { get; } = new() { Name = "address", Kind = DiagnosticParameterKind.Address, Description = "The address it is about.", IsRequired = true };

    /// <summary>Records to or from a network only.</summary>
    public static DiagnosticParameter Network { get; } = new() { Name = "network", Kind = DiagnosticParameterKind.Network, Description = "Only records that come from or go to this address or network." };

    /// <summary>Records of a port only.</summary>
    public static DiagnosticParameter Port { get; } = new() { Name = "port", Kind = DiagnosticParameterKind.Number, Minimum = 0, Maximum = 65535, Description = "Only records that come from or go to this port." };

    /// <summary>Records of an action only.</summary>
    public static DiagnosticParameter Action { get; } = new() { Name = "action", Kind = DiagnosticParameterKind.Choice, Words = ["ACCEPT", "REJECT"], Description = "Only records with this action." };

    /// <summary>The filters of records.</summary>
    public static IReadOnlyList<DiagnosticParameter> Filters { get; } = [Network, Port, Action];

    /// <summary>Length of a bin of time.</summary>
    public static DiagnosticParameter Bin { get; } = new() { Name = "bin", Kind = DiagnosticParameterKind.Length, Description = "Length of a bin of time.", Default = "so that there are at most 60" };

    /// <summary>How many rows.</summary>
    /// <param name="usual">Where it is not given.</param>
    public static DiagnosticParameter Top(int usual) => new()
    {
        Name = "top", Kind = DiagnosticParameterKind.Number, Minimum = 1, Maximum = MostRows, Description = "How many rows, the most important first.", Default = usual.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
