namespace FlowWatch.Core.Accounts;

/// <summary>One thing to look at when the credential chain breaks.</summary>
/// <param name="Condition">What sort of thing.</param>
/// <param name="Text">A sentence without a full stop: where it is, and what it must be.</param>
public sealed record CredentialHint(CredentialCondition Condition, string Text);
