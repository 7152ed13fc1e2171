using System.Globalization;
using System.Net;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Iam;

/// <summary>
/// AWS IAM: GetRole, ListRolePolicies, GetRolePolicy, ListAttachedRolePolicies, GetPolicy, GetPolicyVersion, SimulatePrincipalPolicy. It
/// reads the roles that the other services judge by.
/// </summary>
public sealed class SimulatedIam : ISimulatedService
{
    private const string Version = "v1";

    private static readonly QueryProtocol Wire = new("https://iam.amazonaws.com/doc/2010-05-08/", new Dictionary<CommonFailure, ErrorCode>
    {
        [CommonFailure.LimitExceeded] = new("LimitExceeded", HttpStatusCode.Conflict),
        [CommonFailure.InternalError] = new("ServiceFailure", HttpStatusCode.InternalServerError),
    });

    private readonly IdentityRegistry identities;

    internal SimulatedIam(IdentityRegistry identities) => this.identities = identities;

    string ISimulatedService.SigningName => "iam";

    IWireProtocol ISimulatedService.Protocol => Wire;

    /// <summary>The most entries in one page, also where more are asked for; 100 by default.</summary>
    public int LargestPage { get; set; } = 100;

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Action switch
        {
            "GetRole" => GetRole(request, Role(request)),
            "ListRolePolicies" => ListRolePolicies(request, Role(request)),
            "GetRolePolicy" => GetRolePolicy(request, Role(request)),
            "ListAttachedRolePolicies" => ListAttachedRolePolicies(request, Role(request)),
            "GetPolicy" => GetPolicy(request, Policy(request)),
            "GetPolicyVersion" => GetPolicyVersion(request, Policy(request)),
            "SimulatePrincipalPolicy" => SimulatePrincipalPolicy(request),
            _ => throw request.Failure(CommonFailure.UnknownAction, $"Could not find operation {request.Action} for version 2010-05-08"),
        });

    private static SimulatedResponse GetRole(SimulatedRequest request, SimulatedRole role) => Wire.Answer(request, new XElement("Role",
        new XElement("Path", role.Path),
        new XElement("RoleName", role.Name),
        new XElement("RoleId", role.UniqueId),
        new XElement("Arn", role.Arn),
        new XElement("CreateDate", Time(role.Created)),
        new XElement("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy)),
        new XElement("MaxSessionDuration", ((int)role.MaximumSession.TotalSeconds).ToString(CultureInfo.InvariantCulture))));

    private static SimulatedResponse GetRolePolicy(SimulatedRequest request, SimulatedRole role)
    {
        var name = request.Form["PolicyName"] ?? "";
        var policy = role.InlinePolicy(name) ?? throw NoSuchEntity($"The role policy with name {name} cannot be found.");
        return Wire.Answer(request,
            new XElement("RoleName", role.Name), new XElement("PolicyName", name), new XElement("PolicyDocument", Uri.EscapeDataString(policy)));
    }

    private static SimulatedResponse GetPolicy(SimulatedRequest request, SimulatedManagedPolicy policy) => Wire.Answer(request, new XElement("Policy",
        new XElement("PolicyName", policy.Name),
        new XElement("PolicyId", policy.UniqueId),
        new XElement("Arn", policy.Arn),
        new XElement("Path", "/"),
        new XElement("DefaultVersionId", Version),
        new XElement("IsAttachable", true),
        new XElement("CreateDate", Time(policy.Created)),
        new XElement("UpdateDate", Time(policy.Created))));

    private static SimulatedResponse GetPolicyVersion(SimulatedRequest request, SimulatedManagedPolicy policy)
    {
        if (request.Form["VersionId"] is var version && version != Version)
        {
            throw NoSuchEntity($"Policy {policy.Arn} version {version} does not exist or is not attachable.");
        }

        return Wire.Answer(request, new XElement("PolicyVersion",
            new XElement("Document", Uri.EscapeDataString(policy.Document.Text)),
            new XElement("VersionId", Version),
            new XElement("IsDefaultVersion", true),
            new XElement("CreateDate", Time(policy.Created))));
    }

    private static SimulatedServiceException NoSuchEntity(string message) => new("NoSuchEntity", message, HttpStatusCode.NotFound);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private SimulatedResponse ListRolePolicies(SimulatedRequest request, SimulatedRole role) =>
        Paged(request, "PolicyNames", role.InlinePolicyNames, name => new XElement("member", name));

    private SimulatedResponse ListAttachedRolePolicies(SimulatedRequest request, SimulatedRole role) =>
        Paged(request, "AttachedPolicies", role.AttachedPolicies, policy => new XElement("member",
            new XElement("PolicyName", policy.Name), new XElement("PolicyArn", policy.Arn)));

    private SimulatedResponse SimulatePrincipalPolicy(SimulatedRequest request)
    {
        var source = request.Form["PolicySourceArn"] ?? "";
        request.Demand("iam:SimulatePrincipalPolicy", source);
        SimulatedIdentity identity = (SimulatedIdentity?)identities.Role(source) ?? identities.User(source)
            ?? throw NoSuchEntity($"The entity with ARN {source} cannot be found.");
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in request.Form.Structures("ContextEntries"))
        {
            if (entry.List("ContextKeyValues") is [var value, ..]) context[entry["ContextKeyName"] ?? ""] = value;
        }

        var resources = request.Form.List("ResourceArns") is { Count: > 0 } given ? given : ["*"];
        var results = request.Form.List("ActionNames").SelectMany(action => resources.Select(resource =>
            (action, resource, decision: PolicyEvaluator.Decide(identity.Policies(), new PolicyQuestion(action, resource, context))))).ToList();
        return Paged(request, "EvaluationResults", results, each => new XElement("member",
            new XElement("EvalActionName", each.action),
            new XElement("EvalResourceName", each.resource),
            new XElement("EvalDecision", each.decision switch
            {
                PolicyDecision.Allowed => "allowed",
                PolicyDecision.ExplicitlyDenied => "explicitDeny",
                _ => "implicitDeny",
            }),
            new XElement("MatchedStatements"),
            new XElement("MissingContextValues")));
    }

    private SimulatedResponse Paged<T>(SimulatedRequest request, string name, IReadOnlyList<T> all, Func<T, XElement> member)
    {
        var size = request.Form["MaxItems"] is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, LargestPage)
            : LargestPage;
        var start = 0;
        if (request.Form["Marker"] is { } marker && !int.TryParse(marker, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            throw new SimulatedServiceException("ValidationError", $"Invalid Marker: {marker}");
        }

        var page = all.Skip(start).Take(size).ToList();
        var truncated = start + page.Count < all.Count;
        return Wire.Answer(request,
            new XElement("IsTruncated", truncated),
            new XElement(name, page.Select(member)),
            truncated ? new XElement("Marker", (start + page.Count).ToString(CultureInfo.InvariantCulture)) : null);
    }

    private SimulatedRole Role(SimulatedRequest request)
    {
        var name = request.Form["RoleName"] ?? "";
        var role = identities.Role(request.Account, name);
        // Permission comes first: who has none does not learn whether the role is there.
        request.Demand("iam:" + request.Action, role?.Arn ?? $"arn:aws:iam::{request.Account}:role/{name}");
        return role ?? throw NoSuchEntity($"The role with name {name} cannot be found.");
    }

    private SimulatedManagedPolicy Policy(SimulatedRequest request)
    {
        var arn = request.Form["PolicyArn"] ?? "";
        request.Demand("iam:" + request.Action, arn);
        return identities.ManagedPolicy(arn) ?? throw NoSuchEntity($"Policy {arn} was not found.");
    }
}
