namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>What the check of a chain came to.</summary>
/// <param name="Reports">How many reports were checked.</param>
/// <param name="FirstId">Id of the first; null where there is none.</param>
/// <param name="LastId">Id of the last; null where there is none.</param>
/// <param name="LastHash">Hash of the last: whoever writes it down can prove later that nothing up to it was changed.</param>
/// <param name="ComparedWithState">Whether the hashes were compared with those that the state remembers.</param>
/// <param name="UnknownToState">Ids of the reports whose hash the state did not remember: against it they are not verified.</param>
/// <param name="RememberedNow">How many of these it remembers from now on.</param>
/// <param name="Problems">What is wrong, by number of the report.</param>
public sealed record ChainVerification(int Reports, string? FirstId, string? LastId, string? LastHash, bool ComparedWithState, IReadOnlyList<string> UnknownToState, int RememberedNow, IReadOnlyList<ChainProblem> Problems)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Problems.Count == 0;

    /// <summary>Whether there was something to verify, and nothing of it was left unverified.</summary>
    public bool IsVerified => Reports > 0 && UnknownToState.Count == RememberedNow;
}
