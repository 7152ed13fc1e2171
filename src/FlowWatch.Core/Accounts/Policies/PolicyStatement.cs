using System.Text.Json;

namespace FlowWatch.Core.Accounts.Policies;

/// <summary>One statement of a policy, with every list as a list.</summary>
public sealed record PolicyStatement
{
    /// <summary>Its id; null where it has none.</summary>
    public string? Sid { get; init; }

    /// <summary>Whether it denies; else it allows.</summary>
    public required bool IsDeny { get; init; }

    /// <summary>What is done to whom (<c>Principal</c>): type (<c>AWS</c>, <c>Service</c>, <c>Federated</c>) and value. A bare <c>*</c> is of type <c>*</c>.</summary>
    public IReadOnlyList<(string Type, string Value)> Principals { get; init; } = [];

    /// <summary>Whether it names principals by exclusion (<c>NotPrincipal</c>).</summary>
    public bool ExcludesPrincipals { get; init; }

    /// <summary>The actions, with wildcards; of <c>NotAction</c> where <see cref="ExcludesActions"/>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Whether it is about all actions but these.</summary>
    public bool ExcludesActions { get; init; }

    /// <summary>The resources, with wildcards; of <c>NotResource</c> where <see cref="ExcludesResources"/>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Whether it is about all resources but these.</summary>
    public bool ExcludesResources { get; init; }

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>The statements of a policy; null where one of them cannot be understood.</summary>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<PolicyStatement>? Read(PolicyDocument policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (!policy.Root.TryGetProperty("Statement", out var element)) return null;
        var statements = (element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToList() : [element]).ConvertAll(ReadOne);
        return statements.Contains(null) ? null : [.. statements.OfType<PolicyStatement>()];
    }

    /// <summary>Whether it is about an action.</summary>
    public bool CoversAction(string action) => Actions.Any(pattern => PolicyWildcard.Matches(pattern, action, ignoreCase: true)) != ExcludesActions;

    /// <summary>Whether it is about a resource. A statement without resources, as in a trust policy, is about whatever it hangs on.</summary>
    public bool CoversResource(string resource) => Resources.Count == 0 || Resources.Any(pattern => PolicyWildcard.Matches(pattern, resource)) != ExcludesResources;

    private static PolicyStatement? ReadOne(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("Effect", out var effect) || effect.ValueKind != JsonValueKind.String) return null;
        if (effect.GetString() is not ("Allow" or "Deny")) return null;
        var (actions, excludesActions) = Either(element, "Action", "NotAction");
        var (resources, excludesResources) = Either(element, "Resource", "NotResource");
        var excludesPrincipals = element.TryGetProperty("NotPrincipal", out var principals);
        if (!excludesPrincipals) element.TryGetProperty("Principal", out principals);
        var conditions = element.TryGetProperty("Condition", out var condition) ? PolicyCondition.Read(condition) : [];
        if (actions is not { Count: > 0 } || resources is null || conditions is null) return null;
        return new PolicyStatement
        {
            Sid = element.TryGetProperty(nameof(Sid), out var sid) && sid.ValueKind == JsonValueKind.String ? sid.GetString() : null,
            IsDeny = effect.GetString() == "Deny",
            Principals = [.. ReadPrincipals(principals)],
            ExcludesPrincipals = excludesPrincipals,
            Actions = actions,
            ExcludesActions = excludesActions,
            Resources = resources,
            ExcludesResources = excludesResources,
            Conditions = conditions,
        };
    }

    private static (IReadOnlyList<string>? Values, bool IsExcluding) Either(JsonElement element, string name, string excludingName) =>
        element.TryGetProperty(name, out var values) ? (Texts(values), false)
        : element.TryGetProperty(excludingName, out values) ? (Texts(values), true)
        : ([], false);

    private static IEnumerable<(string Type, string Value)> ReadPrincipals(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [("*", element.GetString()!)],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => (Texts(one.Value) ?? []).Select(value => (one.Name, value))),
        _ => [],
    };

    /// <summary>One text or a list of texts; null for anything else.</summary>
    internal static IReadOnlyList<string>? Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => [element.GetRawText()],
        JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number) =>
            [.. element.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())],
        _ => null,
    };
}
