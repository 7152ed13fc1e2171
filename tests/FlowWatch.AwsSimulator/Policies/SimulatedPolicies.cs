using System.Text.Json.Nodes;

namespace FlowWatch.AwsSimulator.Policies;

/// <summary>Policies that tests often need, as JSON.</summary>
public static class SimulatedPolicies
{
    /// <summary>Allows every action on every resource.</summary>
    public const string AllowEverything =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>Allows nothing.</summary>
    public const string AllowNothing = """{"Version":"2012-10-17","Statement":[]}""";

    /// <summary>A trust policy: principals of an account may assume the role, if they give the external id.</summary>
    /// <param name="account">The account whose principals are trusted, twelve digits.</param>
    /// <param name="externalId">The external id that must be given; null asks for none.</param>
    public static string TrustAccount(string account, string? externalId = null)
    {
        var conditions = externalId is null ? [] : new Dictionary<string, string> { ["sts:ExternalId"] = externalId };
        return Trust("AWS", $"arn:aws:iam::{account}:root", "sts:AssumeRole", conditions);
    }

    /// <summary>A trust policy: the identity of a provider may assume the role, with this audience and this subject only.</summary>
    /// <param name="account">The account of the role and the provider.</param>
    /// <param name="provider">The provider's name: its issuer without <c>https://</c>, such as <c>sts.windows.net/TENANT/</c>.</param>
    /// <param name="audience">The <c>aud</c> claim.</param>
    /// <param name="subject">The <c>sub</c> claim; null trusts every subject.</param>
    public static string TrustWebIdentity(string account, string provider, string audience, string? subject)
    {
        var conditions = new Dictionary<string, string> { [provider + ":aud"] = audience };
        if (subject is not null) conditions[provider + ":sub"] = subject;
        return Trust("Federated", $"arn:aws:iam::{account}:oidc-provider/{provider}", "sts:AssumeRoleWithWebIdentity", conditions);
    }

    private static string Trust(string principalType, string principal, string action, Dictionary<string, string> conditions)
    {
        var equal = new JsonObject(conditions.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value)));
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { [principalType] = principal },
            ["Action"] = action,
        };
        if (conditions.Count > 0) statement["Condition"] = new JsonObject { ["StringEquals"] = equal };
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) }.ToJsonString();
    }
}
