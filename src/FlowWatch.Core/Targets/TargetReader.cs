using System.Text.RegularExpressions;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Targets;

/// <summary>Reads one target.</summary>
/// <param name="credentials">How credentials are got: it decides what a target must say of its role.</param>
/// <param name="shared">What all targets share.</param>
internal sealed partial class TargetReader(CredentialSettings credentials, ScanSettings shared)
{
    private const string Needs = "a target needs name, environment, account and region";

    private static readonly string[] SeverityTopics = ["warning", "critical"];

    /// <summary>The target as far as it can be read. Its problems are in the report; with any, it must not be used.</summary>
    public MonitoredTarget Read(SettingSection section, SettingReport report)
    {
        var name = section.Good(section.Required("name", Needs), Name);
        var environment = section.Good(section.Required("environment", Needs), Name);
        var account = section.Good(section.Required("account", Needs), AwsNames.Account);
        var region = section.Good(section.Required("region", Needs), AwsNames.Region);
        if (region is not null && !AwsRegions.Known.Contains(region)) section.Note("region", CredentialSettingsReader.UnknownRegion(region));
        var defaultGroup = environment is null ? null : $"/aws/vpc/flowlogs/{environment}";
        var target = new MonitoredTarget
        {
            Name = name ?? "",
            Environment = environment ?? "",
            Account = account ?? "",
            Region = region ?? "",
            LogGroup = section.Checked("logGroup", AwsNames.LogGroup, defaultGroup) ?? defaultGroup ?? "",
            Folder = section.Checked("folder", StateSettingsReader.Path),
            VpcIds = VpcIds(section),
            LogFormat = LogFormat(section),
            Archive = Archive(section),
            Topics = Topics(section, region),
            Role = Role(section, account, region),
            ExternalId = section.Checked("externalId", AwsNames.ExternalId),
            Settings = SharedSettingsReader.Read(section, name, shared, report),
        };
        CheckExternalId(section);
        return target;
    }

    private static string? Name(string text) => NameForm().IsMatch(text) ? null
        : $"{ShownValue.Quoted(text)} is not a name: letters, digits and . _ -, at most 64, a letter or digit first";

    private static List<string> VpcIds(SettingSection section)
    {
        var ids = new List<string>();
        foreach (var value in section.Texts("vpcIds") ?? [])
        {
            if (section.Good(value, AwsNames.VpcId) is not { } id) continue;
            if (ids.Contains(id)) section.Problem(value, $"'{id}' is listed twice");
            else ids.Add(id);
        }

        return ids;
    }

    private static string? LogFormat(SettingSection section)
    {
        if (section.Text("logFormat") is not { } value) return null;
        var result = FlowLogFormat.ParseLogFormat(value.Text);
        if (!result.IsSuccess)
        {
            section.Problem(value, result.Error);
            return null;
        }

        var unknown = result.Format.Fields.Where(field => !field.IsKnown).Select(field => field.Name).ToList();
        if (unknown.Count == result.Format.Fields.Count)
        {
            section.Problem(value, "no field of flow logs in it; write it as AWS does, separated by blanks: ${srcaddr} ${dstaddr} ${bytes}");
        }
        else if (unknown.Count > 0)
        {
            var known = FlowLogFields.All.Select(field => field.Name).ToList();
            section.Note("logFormat", $"not a field of flow logs, kept as text: {string.Join(", ", unknown.Select(field => $"{ShownValue.Plain(field)}{Spelling.Suggestion(field, known)}"))}");
        }

        return value.Text;
    }

    private static ArchiveLocation? Archive(SettingSection section)
    {
        if (!section.Has("archive")) return null;
        var archive = section.Group("archive");
        if (!archive.IsGiven) return null;
        var feed = archive.Choice("feed", ArchiveFeed.FlowLog);
        var bucket = archive.Good(archive.Required("bucket", "an archive needs its bucket"), AwsNames.Bucket);
        var prefix = archive.Checked("prefix", text => AwsNames.ArchivePrefix(text, feed), "");
        return new ArchiveLocation(bucket ?? "", prefix ?? "", feed)
        {
            Owner = archive.Checked("owner", AwsNames.Account),
            Reports = archive.Checked("reports", text => AwsNames.ReportsPrefix(text, prefix ?? "", feed)),
        };
    }

    private static AlertTopics Topics(SettingSection section, string? region)
    {
        var topics = section.Group("topics");
        var levels = new Dictionary<EscalationLevel, string>();
        var (warning, critical) = (Topic("warning"), Topic("critical"));
        foreach (var level in Enum.GetValues<EscalationLevel>())
        {
            if (Topic($"level{(int)level}") is { } topic) levels[level] = topic;
        }

        var missing = SeverityTopics.Where(name => !topics.Has(name)).ToList();
        if (missing.Count == 2 && !Enum.GetValues<EscalationLevel>().Any(level => topics.Has($"level{(int)level}"))) section.Note("topics", "no topic is given: findings are kept, and nobody is told");
        else foreach (var name in missing) topics.Note(name, $"no topic is given: findings of that severity go to the topics of their escalation level only");
        return new AlertTopics { Warning = warning, Critical = critical, Levels = levels };

        string? Topic(string name) => topics.Checked(name, text => AlertAddress.Wrong(text) ?? (AlertAddress.KindOf(text) == AlertAddressKind.Topic ? AwsNames.Topic(text, region) : null));
    }

    private string? Role(SettingSection section, string? account, string? region)
    {
        var role = section.Checked("role", text => AwsNames.Role(text, region)
            ?? (account is not null && Arn.Parse(text)!.Account is var owner && owner != account ? $"the role is of account {owner}, the target of {account}: the wrong account would be watched" : null));
        if (!section.Has("role") && account is not null && credentials.HubRole is { } hub && Arn.Parse(hub)!.Account != account && credentials.Mode == CredentialMode.Federated)
        {
            section.Problem("role", $"missing; the hub role is of account {Arn.Parse(hub)!.Account}, so account {account} needs a role of its own");
        }

        return role;
    }

    private void CheckExternalId(SettingSection section)
    {
        var isWaived = section.Switch("withoutExternalId");
        if (isWaived && section.Has("externalId")) section.Problem("withoutExternalId", "contradicts externalId; give one of them");
        if (credentials.Mode == CredentialMode.Federated && section.Has("role") && !section.Has("externalId") && !isWaived)
        {
            section.Problem("externalId", "missing; with federated credentials a role needs one. If its trust policy asks for none, say withoutExternalId: true");
        }

        if (section.Has("externalId") && !section.Has("role")) section.Note("externalId", "has no effect without a role");
    }

    [GeneratedRegex("^(?:" + SettingCatalog.NamePattern + @")\z")]
    private static partial Regex NameForm();
}
