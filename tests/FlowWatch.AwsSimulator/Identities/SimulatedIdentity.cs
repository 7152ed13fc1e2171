using System.Collections.Concurrent;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Identities;

/// <summary>A user or a role, with the policies it has.</summary>
public abstract class SimulatedIdentity
{
    private readonly ConcurrentDictionary<string, PolicyDocument> inline = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedManagedPolicy> attached = new(StringComparer.Ordinal);

    private protected SimulatedIdentity(string arn, string uniqueId)
    {
        Arn = arn;
        UniqueId = uniqueId;
        Account = arn.Split(':')[4];
        var resource = arn.Split(':', 6)[5];
        Name = resource[(resource.LastIndexOf('/') + 1)..];
        Path = resource[resource.IndexOf('/', StringComparison.Ordinal)..(resource.LastIndexOf('/') + 1)];
    }

    /// <summary>The ARN.</summary>
    public string Arn { get; }

    /// <summary>The account, twelve digits.</summary>
    public string Account { get; }

    /// <summary>The name, without its path.</summary>
    public string Name { get; }

    /// <summary>The path, <c>/</c> as a rule.</summary>
    public string Path { get; }

    /// <summary>The unique id, <c>AIDA…</c> of a user or <c>AROA…</c> of a role.</summary>
    public string UniqueId { get; }

    /// <summary>The names of the inline policies.</summary>
    public IReadOnlyList<string> InlinePolicyNames => [.. inline.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The attached managed policies.</summary>
    public IReadOnlyList<SimulatedManagedPolicy> AttachedPolicies => [.. attached.Values.OrderBy(policy => policy.Arn, StringComparer.Ordinal)];

    /// <summary>Puts an inline policy in place of one of the same name.</summary>
    /// <exception cref="FormatException">The policy cannot be read.</exception>
    public void PutPolicy(string name, string policy) => inline[name] = PolicyDocument.Parse(policy);

    /// <summary>Takes an inline policy away.</summary>
    public void RemovePolicy(string name) => inline.TryRemove(name, out _);

    /// <summary>Attaches a managed policy.</summary>
    public void Attach(SimulatedManagedPolicy policy) => attached[policy.Arn] = policy;

    /// <summary>The text of an inline policy, or null.</summary>
    public string? InlinePolicy(string name) => inline.GetValueOrDefault(name)?.Text;

    internal IEnumerable<PolicyDocument> Policies() => inline.Values.Concat(attached.Values.Select(policy => policy.Document));
}
