using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how AWS credentials are got.</summary>
internal static partial class CredentialSettingsReader
{
    private const string DefaultScope = "/.default";
    private const string Needs = "federated credentials need audience, tenantId, hubRole and hubRegion";

    private static readonly string[] NeededWhenFederated = ["audience", "tenantId", "hubRole", "hubRegion"];

    /// <summary>The settings of the section.</summary>
    public static CredentialSettings Read(SettingSection section)
    {
        var defaults = new CredentialSettings();
        var mode = section.Choice("mode", defaults.Mode);
        var audience = section.Checked("audience", Audience);
        var tenant = section.Checked("tenantId", Guid);
        var client = section.Checked("managedIdentityClientId", Guid);
        var region = section.Checked("hubRegion", AwsNames.Region);
        var role = section.Checked("hubRole", text => AwsNames.Role(text, region));
        if (region is not null && !AwsRegions.Known.Contains(region)) section.Note("hubRegion", UnknownRegion(region));
        if (mode == CredentialMode.Federated)
        {
            foreach (var name in NeededWhenFederated.Where(name => !section.Has(name))) section.Problem(name, $"missing; {Needs}");
        }

        return new CredentialSettings
        {
            Mode = mode,
            Audience = audience,
            TenantId = tenant,
            ManagedIdentityClientId = client,
            HubRole = role,
            HubRegion = region,
            RenewBefore = section.LengthOfTime("renewBefore", defaults.RenewBefore),
        };
    }

    /// <summary>What to note of a region that has the form of one.</summary>
    public static string UnknownRegion(string region) =>
        $"FlowWatch does not know the region '{region}'{Spelling.Suggestion(region, AwsRegions.Known)}; that is fine if AWS opened it lately";

    private static string? Audience(string text) => text.EndsWith(DefaultScope, StringComparison.Ordinal)
        ? $"{ShownValue.Quoted(text)} is a scope; the audience is what stands before {DefaultScope}"
        : AudienceForm().IsMatch(text) ? null
        : $"{ShownValue.Quoted(text)} is not the identifier URI of an app registration: api://…";

    private static string? Guid(string text) => GuidForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not a GUID";

    [GeneratedRegex("^(?:" + SettingCatalog.AudiencePattern + @")\z")]
    private static partial Regex AudienceForm();

    [GeneratedRegex("^(?:" + SettingCatalog.GuidPattern + @")\z")]
    private static partial Regex GuidForm();
}
