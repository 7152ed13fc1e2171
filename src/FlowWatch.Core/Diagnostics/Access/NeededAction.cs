namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>One action that FlowWatch needs to be allowed.</summary>
/// <param name="Sid">Id of the statement it belongs to, in FlowWatch's templates too: <c>QueryLogs</c>.</param>
/// <param name="Action">The IAM action: <c>logs:StartQuery</c>.</param>
/// <param name="Resources">ARNs it is needed on, as policies write them; <c>*</c> where AWS knows no narrower one.</param>
/// <param name="Purpose">What FlowWatch needs it for, after "to".</param>
public sealed record NeededAction(string Sid, string Action, IReadOnlyList<string> Resources, string Purpose)
{
    /// <summary>The statement that allows it, and no more, as JSON.</summary>
    public string Statement => AccessStatement.Json(this);
}
