using System.Collections.Frozen;
using System.Globalization;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Targets;

/// <summary>
/// Every setting there is, in the order people read them. The reader takes names, limits and choices from here; the JSON schema
/// and docs/configuration.md are made from it. The settings of the detections stand beside them (<see cref="DetectionSettings"/>).
/// </summary>
public static class SettingCatalog
{
    internal const string GuidPattern = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    internal const string DeploymentPattern = "[A-Za-z0-9_+=,.@-]{1,54}";
    internal const string AudiencePattern = @"api://[\x21-\x7E]{1,1000}";
    internal const string StoragePattern = @"https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9]*)?|UseDevelopmentStorage=true";
    internal const string TablePattern = "[A-Za-z][A-Za-z0-9]{2,62}";
    internal const string ContainerPattern = "[a-z0-9](-?[a-z0-9]){2,62}";
    internal const string NamePattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    internal const string AddressPattern = $"{AwsNames.TopicPattern}|{AlertAddress.OtherPattern}";
    internal const string BaseUrlPattern = @"https?://[A-Za-z0-9.:\[\]-]{1,255}(/[A-Za-z0-9._~/-]{0,255})?";
    internal const string SecretPattern = @"[\x21-\x7E]{32,512}";
    internal const string TimePattern = "([01][0-9]|2[0-3]):[0-5][0-9]";
    internal const string ZonePattern = "[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z0-9+_-]+){0,2}";

    private static readonly FlowWatchSettings Defaults = new();

    /// <summary>The settings.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [.. Shared(), .. Credentials(), .. Insights(), .. State(), .. Reports(), .. Diagnostics(), .. Checks(), .. Windows("anomaly", Defaults.Checks.Anomaly), .. Windows("security", Defaults.Checks.Security), .. Alerts(), .. ThresholdRules(), .. Suppressions(), .. Compliance(), .. Targets()];

    private static readonly FrozenDictionary<string, SettingDefinition> ByPath = All.ToFrozenDictionary(setting => setting.Path);

    private static readonly FrozenDictionary<string, string[]> NamesByParent =
        All.GroupBy(setting => setting.Parent).ToFrozenDictionary(group => group.Key, group => group.Select(setting => setting.Name.Replace("[]", "", StringComparison.Ordinal)).ToArray());

    /// <summary>The setting of that path.</summary>
    /// <exception cref="KeyNotFoundException">There is none: whoever asks and the catalog do not fit.</exception>
    internal static SettingDefinition Get(string path) => ByPath[path];

    /// <summary>The names of what a group holds.</summary>
    internal static IReadOnlyList<string> NamesOf(string group) => NamesByParent[group];

    private static IEnumerable<SettingDefinition> Shared() =>
    [
        new("deployment", SettingShape.Text, "name", "Names FlowWatch's sessions at AWS: flowwatch-{deployment}.", "Trust policies pin the session's name and CloudTrail shows it, so each deployment has its own. Must be given when credentials are federated.")
        { Default = Defaults.Deployment, Pattern = DeploymentPattern },
        new("internalNetworks", SettingShape.Texts, "network", "Networks in CIDR notation, or addresses, that are not the internet. Given here it replaces the default; a target's own are added.", "The private ranges of RFC 1918, 6598 and 4193, loopback and link-local. Add the public ranges you own.")
        { Default = string.Join(", ", Defaults.Shared.Detections.InternalNetworks), Example = "10.0.0.0/8" },
        new("detections", SettingShape.Group, "", "Thresholds of the detections: detection, setting, value.", "The runbook's. `flowwatch rules show ID` tells the reason of each."),
    ];

    private static IEnumerable<SettingDefinition> Credentials() =>
    [
        new("credentials", SettingShape.Group, "", "How FlowWatch gets its AWS credentials.", "No AWS key is ever a setting."),
        new("credentials.mode", SettingShape.Choice, "mode", "default: wherever the AWS SDK finds them (environment, profile, SSO). federated: by the Azure managed identity.", "A laptop works without any setting; a deployment says that it is one.")
        { Default = "default", Choices = ["default", "federated"] },
        new("credentials.audience", SettingShape.Text, "URI", "Identifier URI of the Entra app registration, without /.default. Must be given when federated.", "STS compares it with the token's aud, and the hub role's trust policy pins it.")
        { Pattern = AudiencePattern, Example = "api://flowwatch-aws" },
        new("credentials.tenantId", SettingShape.Text, "GUID", "The Entra tenant. Must be given when federated.", "It makes the token's issuer, which the identity provider at AWS is named after.")
        { Pattern = GuidPattern, Example = "11111111-2222-3333-4444-555555555555" },
        new("credentials.managedIdentityClientId", SettingShape.Text, "GUID", "Client id of a user-assigned managed identity; without it the system-assigned one is used.", "A host may have several identities.")
        { Pattern = GuidPattern, Example = "66666666-7777-8888-9999-000000000000" },
        new("credentials.hubRole", SettingShape.Text, "ARN", "The role that the token is exchanged for. Must be given when federated.", "The only role that trusts Entra; the targets' roles trust it.")
        { Pattern = AwsNames.RolePattern, Example = "arn:aws:iam::999999999999:role/flowwatch-hub" },
        new("credentials.hubRegion", SettingShape.Text, "region", "The region whose STS endpoint is asked. Must be given when federated.", "A regional endpoint does not depend on us-east-1, and its sessions hold in every region.")
        { Pattern = AwsNames.RegionPattern, Example = "eu-central-1" },
        new("credentials.renewBefore", SettingShape.LengthOfTime, "length of time", "How long before their end credentials are renewed.", "What the AWS SDK does. A chained session lasts one hour at most, and a call must not meet its end.")
        { Default = LengthOfTime.Text(Defaults.Credentials.RenewBefore), Minimum = 60, Maximum = 1800 },
    ];

    private static IEnumerable<SettingDefinition> Insights() =>
    [
        new("insights", SettingShape.Group, "", "How CloudWatch Logs Insights is asked.", "AWS limits queries per account and region, and charges for what they scan."),
        new("insights.concurrentQueries", SettingShape.WholeNumber, "queries", "Queries that run at once in one account and region.", "AWS allows 30 in older accounts and 100 in newer ones, dashboards included; this leaves room for people.")
        { Default = Text(Defaults.Insights.ConcurrentQueries), Minimum = 1, Maximum = 100 },
        new("insights.startsPerSecond", SettingShape.WholeNumber, "queries a second", "Queries that are started within a second in one account and region.", "Below the 10 that AWS documents for an account and region, so that others have room; enough to keep 20 queries of 3 seconds running. Above its limit AWS answers ThrottlingException, and FlowWatch slows down.")
        { Default = Text(Defaults.Insights.StartsPerSecond), Minimum = 1, Maximum = 50 },
        new("insights.queryDeadline", SettingShape.LengthOfTime, "length of time", "How long a query may take from its start; then it is stopped, and its window counts as not looked at.", "The security check runs every 10 minutes; AWS itself gives up after 60.")
        { Default = LengthOfTime.Text(Defaults.Insights.QueryDeadline), Minimum = 10, Maximum = 3600 },
        new("insights.maximumSlices", SettingShape.WholeNumber, "parts", "The most parts that a window is split into when its result reaches AWS's limit of 10,000 rows.", "Each part is a query of its own. Beyond this the finding and the run say that rows are missing.")
        { Default = Text(Defaults.Insights.MaximumSlices), Minimum = 1, Maximum = 1024 },
        new("insights.pricePerGigabyte", SettingShape.Number, "US dollars a gigabyte", "What AWS charges for scanning 10^9 bytes; for the estimates in reports only.", "The list price of US East (N. Virginia), aws.amazon.com/cloudwatch/pricing, Logs, Analyze. Other regions cost more.")
        { Default = Defaults.Insights.PricePerGigabyte.ToString(CultureInfo.InvariantCulture), Minimum = 0, Maximum = 100 },
    ];

    private static IEnumerable<SettingDefinition> State() =>
    [
        new("state", SettingShape.Group, "", "Where FlowWatch remembers what it judged and found.", "With neither file nor storage the host decides: in Azure the storage account of the function app, for `flowwatch serve` a file in the user's data folder."),
        new("state.file", SettingShape.Text, "path", "An SQLite file, for one machine; its folder must exist.", "A laptop or a virtual machine needs nothing else.") { Example = "/var/lib/flowwatch/state.db" },
        new("state.storage", SettingShape.Text, "URL", "The table service of an Azure storage account, used with the managed identity; or UseDevelopmentStorage=true for Azurite.", "Any number of hosts may share it. Keys and connection strings are not taken: the identity needs the role Storage Table Data Contributor.")
        { Pattern = StoragePattern, Example = "https://flowwatchcentral.table.core.windows.net" },
        new("state.table", SettingShape.Text, "name", "Name of the table.", "Deployments that share an account each have their own.") { Default = Defaults.State.Table, Pattern = TablePattern },
    ];

    private static IEnumerable<SettingDefinition> Reports() =>
    [
        new("reports", SettingShape.Group, "", "Where compliance reports are kept.", "With neither folder nor storage they are kept beside the state: in the folder reports next to its file, or in the Blob service of the same storage account."),
        new("reports.folder", SettingShape.Text, "path", "A folder of this machine; it is made where there is none.", "A laptop or a virtual machine needs nothing else.") { Example = "/var/lib/flowwatch/reports" },
        new("reports.storage", SettingShape.Text, "URL", "The Blob service of an Azure storage account, used with the managed identity; or UseDevelopmentStorage=true for Azurite.", "Any number of hosts may share it. The identity needs the role Storage Blob Data Contributor; an immutability policy on the container keeps reports from being deleted.")
        { Pattern = StoragePattern, Example = "https://flowwatchcentral.blob.core.windows.net" },
        new("reports.container", SettingShape.Text, "name", "Name of the blob container.", "Deployments that share an account each have their own, and so their own chain of reports.") { Default = Defaults.Reports.Container, Pattern = ContainerPattern },
    ];

    private static IEnumerable<SettingDefinition> Diagnostics() =>
    [
        new("diagnostics", SettingShape.Group, "", "How diagnostic questions are answered.", "People ask beside the timers, which must not wait for them."),
        new("diagnostics.questionsAtOnce", SettingShape.WholeNumber, "questions", "Questions that a host answers at once; others wait up to 10 seconds for their turn, and are then refused with 429.", "Few enough that checks keep their turns, their processor and their memory.")
        { Default = Text(Defaults.Diagnostics.QuestionsAtOnce), Minimum = 1, Maximum = 64 },
        new("diagnostics.restore", SettingShape.Switch, "yes or no", "Whether archived objects may be restored.", "It costs money and needs s3:RestoreObject; without it a restore is only worked out.") { Default = "false" },
    ];

    private static IEnumerable<SettingDefinition> Checks() =>
    [
        new("checks", SettingShape.Group, "", "How the checks go through time and targets.", "The defaults are the runbook's schedules and AWS's delays."),
        new("checks.targetsAtOnce", SettingShape.WholeNumber, "targets", "Targets that are judged at once.", "How many queries that makes in an account is limited by insights.concurrentQueries.") { Default = Text(Defaults.Checks.TargetsAtOnce), Minimum = 1, Maximum = 1000 },
    ];

    private static IEnumerable<SettingDefinition> Windows(string check, WindowOptions defaults)
    {
        var group = $"checks.{check}";
        SettingDefinition Length(string name, TimeSpan length, int minimum, int maximum, string what, string why) =>
            new($"{group}.{name}", SettingShape.LengthOfTime, "length of time", what, why) { Default = LengthOfTime.Text(length), Minimum = minimum, Maximum = maximum };
        return
        [
            new(group, SettingShape.Group, "", $"How the {check} check goes through time.", "Every record is judged exactly once, however late timers and records are."),
            Length("window", defaults.Length, 60, 21600, "What is judged at a time.", $"The runbook's schedule of the {check} check."),
            Length("overlap", defaults.Overlap, 1, 21600, "What is read again before each window.", "Something that straddles two windows is then seen whole."),
            Length("settleLag", defaults.SettleLag, 1, 86400, "How long after its end a window is left to settle.", "The longest aggregation interval (10m), about 5m of delivery, and a minute to spare. With an aggregation interval of 1m, 7m do."),
            Length("lookBack", defaults.LookBack, 1, 2592000, "How far back the first run begins.", "A new target is judged from then on; nothing older is ever due."),
            Length("longestWindow", defaults.LongestWindow, 60, 86400, "The longest window when there is much to catch up with.", "Catching up then takes fewer queries."),
            new($"{group}.windowsPerRun", SettingShape.WholeNumber, "windows", "The most windows of a target that one run judges.", "A run must end before its host does.") { Default = Text(defaults.WindowsPerRun), Minimum = 1, Maximum = 1000 },
            new($"{group}.lateLooks", SettingShape.Texts, "length of time", "At which ages, from its end, a judged window is looked at for records that arrived late, in order; the last is the horizon. An empty list does not look.", "What arrived late reopens the window. Each look reads the window once more, which costs as much as judging it.") { Default = Text(defaults.LateLooks), Pattern = "[0-9]+[smhd]", Example = "2h" },
            Length("lease", defaults.Lease, 60, 3600, "How long a run may judge a window without a sign of life before another takes over.", "A host that was killed holds a window up for so long."),
            Length("alarmAge", defaults.AlarmAge, 60, 604800, "How long after its end a window may stay unjudged before that is an alarm.", "Long enough for an outage that passes, short enough to act."),
            Length("retention", defaults.Retention, 86400, 94608000, "How long judged windows, findings and runs are remembered.", "A quarter can be proven.") with { Example = "400d" },
        ];
    }

    private static IEnumerable<SettingDefinition> Alerts()
    {
        SettingDefinition Length(string name, TimeSpan length, int minimum, int maximum, string what, string why) =>
            new($"alerts.{name}", SettingShape.LengthOfTime, "length of time", what, why) { Default = LengthOfTime.Text(length), Minimum = minimum, Maximum = maximum };
        return
        [
            new("alerts", SettingShape.Group, "", "How people are told of incidents.", "Nothing is lost, and no topic is flooded."),
            new("alerts.budget", SettingShape.WholeNumber, "messages an hour", "Messages that a topic gets in an hour of the clock, one by one.", "What is more stands together in one digest an hour: a person reads one every two minutes at the most.") { Default = Text(Defaults.Alerts.Budget), Minimum = 1, Maximum = 1000 },
            new("alerts.stormSize", SettingShape.WholeNumber, "alerts", "Where more than so many alerts wait for a topic at once, they stand together in one digest and none is sent one by one.", "So many at once have one cause, and thirty messages of it hide the one that counts them; the default is more than three hours of the budget.") { Default = Text(Defaults.Alerts.StormSize), Minimum = 1, Maximum = 100000 },
            Length("renotify", Defaults.Alerts.Renotify, 600, 2592000, "After how long people are told again of an incident that goes on and that nobody has acknowledged.", "What is no worse is no news, and must not be forgotten either."),
            new("alerts.onResolve", SettingShape.Switch, "true or false", "Whether people are told that an incident is over.", "Most is over without anybody; who runs a pager by it switches it on.") { Default = "false" },
            Length("quietAfter", Defaults.Alerts.QuietAfter, 600, 2592000, "After how long without being seen an incident counts as over.", "Measured by what was judged: while FlowWatch cannot look, nothing is quiet."),
            Length("retention", Defaults.Alerts.Retention, 86400, 94608000, "How long incidents that are over, and what was sent, are remembered.", "A quarter can be proven.") with { Example = "400d" },
            Length("parkAfter", Defaults.Alerts.ParkAfter, 600, 604800, "After how long a message that its topic does not accept is not tried alone any more; it then stands in the next digest.", "A day-old alert is no alert; that it happened must still be told."),
            Length("stuckAfter", Defaults.Alerts.StuckAfter, 60, 86400, "After how long a message that its topic does not accept is an incident of its own, and health/ready says degraded.", "The runbook allows 2 minutes; a short outage passes by itself."),
            Length("noRecordsAfter", Defaults.Alerts.NoRecordsAfter, 600, 604800, "After how long without any record a target is an incident of its own.", "A flow log that stopped looks like a network at peace."),
            new("alerts.baseUrl", SettingShape.Text, "URL", "What the path incidents/{id} is put after, for the link in a message; without it there is no link.", "A message leads to the incident that it is about.") { Pattern = BaseUrlPattern, Example = "https://flowwatch.example.com/api" },
            new("alerts.webhook", SettingShape.Group, "", "How webhooks are called.", "What they get is signed, and they are never private addresses unless that is wanted."),
            new("alerts.webhook.secret", SettingShape.Text, "32 to 512 printable characters", "What requests to webhooks are signed with. Must be given where an address is a webhook. Never shown.", "Give it as the environment variable FlowWatch__alerts__webhook__secret; in Azure that is an app setting with a Key Vault reference.") { Pattern = SecretPattern, Example = "an-example-of-at-least-32-characters" },
            new("alerts.webhook.allowPrivate", SettingShape.Switch, "true or false", "Whether webhooks may be at private and loopback addresses. Link-local and metadata addresses are never called.", "Whoever can change an address must not reach what only this machine can.") { Default = "false" },
            Length("webhook.timeout", Defaults.Alerts.Webhook.Timeout, 1, 60, "How long a webhook may take to answer.", "It is tried again; a slow one must not hold the others up.") with { Example = "20s" },
            new("alerts.quietHours", SettingShape.Group, "", "Hours of the day in which people are not told of severity medium; they are told at the end. High and critical are always told.", "The runbook's Warning need not wake anybody."),
            new("alerts.quietHours.from", SettingShape.Text, "time of day", "The first time of day that is quiet.", "Given together with to.") { Pattern = TimePattern, Example = "22:00" },
            new("alerts.quietHours.to", SettingShape.Text, "time of day", "The first time of day that is not quiet any more; it may be after midnight.", "Given together with from.") { Pattern = TimePattern, Example = "06:30" },
            new("alerts.quietHours.timeZone", SettingShape.Text, "time zone", "Whose time of day, as an IANA name.", "Summer time is taken into account.") { Default = "UTC", Example = "Europe/Berlin" },
        ];
    }

    private static IEnumerable<SettingDefinition> ThresholdRules() =>
    [
        new("thresholdRules[]", SettingShape.Groups, "", "Thresholds for some sources, for some times of the week, or for both. Laid over the other thresholds in their order; a target's own come after the shared ones.", "The runbook: time-based thresholds, higher during business hours."),
        new("thresholdRules[].name", SettingShape.Text, "name", "A name for people.", "A finding says which rule its thresholds come from.") { IsRequired = true, Example = "office-hours" },
        new("thresholdRules[].source", SettingShape.Text, "network", "Network or address of the sources it is for.", "Without it: every source. Where rules' networks lie within each other, a source gets all that hold it, in their order.") { Example = "10.0.4.0/24" },
        new("thresholdRules[].days", SettingShape.Texts, "day", "Days it begins on: mon, tue, wed, thu, fri, sat, sun.", "Without them: every day.") { Pattern = "mon|tue|wed|thu|fri|sat|sun", Example = "mon" },
        new("thresholdRules[].from", SettingShape.Text, "time of day", "The first time of day it is in force.", "Without from and to: whole days.") { Pattern = TimePattern, Example = "08:00" },
        new("thresholdRules[].to", SettingShape.Text, "time of day", "The first time of day it is no longer in force; earlier than from, it is that of the next day.", "A night shift goes over midnight.") { Pattern = TimePattern, Example = "18:00" },
        new("thresholdRules[].timeZone", SettingShape.Text, "IANA time zone", "Whose clocks. Must be given with days, from or to.", "Business hours move with daylight saving time; UTC does not.") { Pattern = ZonePattern, Example = "Europe/Berlin" },
        new("thresholdRules[].detections", SettingShape.Group, "", "The thresholds.", "Only what it names is changed.") { SameAs = "detections" },
    ];

    private static IEnumerable<SettingDefinition> Suppressions() =>
    [
        new("suppressions[]", SettingShape.Groups, "", "Findings that are expected. At least one of source, target, port and detection must be given, and all that are given must hold.", "Nothing is dropped: what is held back is counted and listed apart."),
        new("suppressions[].name", SettingShape.Text, "name", "A name for people and for hit counts.", "Reports say which suppression held a finding back.") { IsRequired = true, Example = "vulnerability-scanner" },
        new("suppressions[].owner", SettingShape.Text, "name or address", "Who answers for it.", "Somebody must be asked when it expires.") { IsRequired = true, Example = "security@example.com" },
        new("suppressions[].reason", SettingShape.Text, "text", "Why these findings are expected.", "An entry without a reason is never removed.") { IsRequired = true, Example = "The scanner of the security team." },
        new("suppressions[].expires", SettingShape.Text, "date or time", "From when it no longer holds; UTC without an offset.", "An expired entry warns and holds nothing back, so the list cannot rot.") { IsRequired = true, Example = "2027-10-31" },
        new("suppressions[].source", SettingShape.Text, "network", "Network or address that the finding's source lies in.", "Without it: every source.") { Example = "10.0.9.9/32" },
        new("suppressions[].target", SettingShape.Text, "network", "Network or address that all the finding's targets lie in.", "A finding with more targets than it lists (5) is never covered.") { Example = "10.0.0.0/16" },
        new("suppressions[].port", SettingShape.WholeNumber, "port", "Service port that the finding is about.", "Without it: every port.") { Minimum = 0, Maximum = ushort.MaxValue, Example = "22" },
        new("suppressions[].detection", SettingShape.Choice, "detection", "The detection.", "Without it: every detection.") { Choices = [.. DetectionCatalog.Default.All.Select(detection => detection.Metadata.Id)] },
    ];

    private static IEnumerable<SettingDefinition> Compliance() =>
    [
        new("compliance", SettingShape.Group, "", "How compliance is judged.", "The controls themselves have no settings: what they ask for is the runbook's."),
        new("compliance.exceptions[]", SettingShape.Groups, "", "Failures of controls that somebody took responsibility for, until a day. They are reported as suppressed, with owner and reason.", "What could not be looked at is not accepted by any: nobody knows what it is."),
        new("compliance.exceptions[].control", SettingShape.Text, "control", "Id of the control: `docs/compliance/controls.md` lists them.", "One exception is for one control.") { IsRequired = true, Example = "archive-object-lock" },
        new("compliance.exceptions[].resource", SettingShape.Text, "id, name or ARN", "What it is for, as reports name it.", "Without it: everything that the control judges.") { Example = "example-flow-logs" },
        new("compliance.exceptions[].target", SettingShape.Text, "name", "Name of the target it is for.", "Without it: every target.") { Pattern = NamePattern, Example = "production-eu" },
        new("compliance.exceptions[].owner", SettingShape.Text, "name or address", "Who answers for it.", "An auditor asks for a person.") { IsRequired = true, Example = "ciso@example.com" },
        new("compliance.exceptions[].reason", SettingShape.Text, "text", "Why it is acceptable.", "It stands in every report.") { IsRequired = true, Example = "Object Lock comes with the new bucket in March." },
        new("compliance.exceptions[].expires", SettingShape.Text, "date or time", "From when it no longer holds; UTC without an offset.", "The failure then shows again, by itself.") { IsRequired = true, Example = "2027-03-31" },
    ];

    private static IEnumerable<SettingDefinition> Targets() =>
    [
        new("targets[]", SettingShape.Groups, "", "What is watched: the flow logs of one account and region in one log group.", "A target that cannot be used is reported and left out; the others run."),
        new("targets[].name", SettingShape.Text, "name", "Unique name; letters, digits and . _ -, at most 64.", "It stands on command lines, in URLs, in file names and in alerts.") { IsRequired = true, Pattern = NamePattern, Example = "production-eu" },
        new("targets[].environment", SettingShape.Text, "name", "The environment; letters, digits and . _ -, at most 64.", "It names the log group by default, and alerts carry it.") { IsRequired = true, Pattern = NamePattern, Example = "production" },
        new("targets[].account", SettingShape.Text, "12 digits", "The AWS account.", "A text, since leading zeros count.") { IsRequired = true, Pattern = AwsNames.AccountPattern, Example = "111111111111" },
        new("targets[].region", SettingShape.Text, "region", "The AWS region.", "A region that FlowWatch does not know gets a note, not an error: AWS opens new ones.") { IsRequired = true, Pattern = AwsNames.RegionPattern, Example = "eu-central-1" },
        new("targets[].logGroup", SettingShape.Text, "name", "The CloudWatch log group.", "The runbook's name.") { Default = "/aws/vpc/flowlogs/{environment}", Pattern = AwsNames.LogGroupPattern },
        new("targets[].folder", SettingShape.Text, "path", "A folder of flow-log files on this machine, read in place of the log group.", "For laptops: something else puts the files there, such as aws s3 sync.") { Example = "/var/flowlogs" },
        new("targets[].vpcIds", SettingShape.Texts, "VPC id", "The VPCs that must be recorded; without any, every VPC of the account and region.", "A new VPC must not go unwatched because nobody listed it.") { Pattern = AwsNames.VpcIdPattern, Example = "vpc-0123456789abcdef0" },
        new("targets[].logFormat", SettingShape.Text, "LogFormat", "The fields of the records in their order, as DescribeFlowLogs gives them.", "Without it FlowWatch asks DescribeFlowLogs; give it where that permission is missing.") { Example = "${version} ${srcaddr} ${dstaddr} ${action}" },
        new("targets[].archive", SettingShape.Group, "", "Where the flow logs are kept for years.", "Without it the controls of the archive have nothing to judge, and retention-without-hole fails."),
        new("targets[].archive.bucket", SettingShape.Text, "name", "The S3 bucket.", "Its name alone, without s3:// and without an ARN's beginning.") { IsRequired = true, Pattern = AwsNames.BucketPattern, Example = "example-flow-logs" },
        new("targets[].archive.prefix", SettingShape.Text, "key prefix", "What every key begins with, without a leading slash; for flow logs what stands before AWSLogs/.", "Without it: the whole bucket.") { Default = "", Maximum = 1024 },
        new("targets[].archive.feed", SettingShape.Choice, "feed", "How objects get there: flowLog (a flow log to S3), firehose (a Firehose stream), exportTask (CloudWatch Logs export tasks).", "It decides where account, region and hour stand in a key.")
        { Default = "flowLog", Choices = ["flowLog", "firehose", "exportTask"] },
        new("targets[].archive.reports", SettingShape.Text, "key prefix", "What the keys of copies of compliance reports begin with, ending with a slash.", "Without it no report is copied there. With it the role needs s3:PutObject on that prefix alone (ReportsPrefix of infra/aws/member-role.yaml); a report is about all targets.") { Pattern = AwsNames.ReportsPattern, Example = "flowwatch-reports/" },
        new("targets[].archive.owner", SettingShape.Text, "12 digits", "The account that owns the bucket; the target's own where it is not given.", "S3 is told to answer for no other owner: a bucket that was deleted and made again by a stranger is noticed.") { Pattern = AwsNames.AccountPattern, Example = "111111111111" },
        new("targets[].topics", SettingShape.Group, "", "Where alerts go: ARNs of SNS topics, webhooks (https://…), files (file:/…) or console.", "A finding goes to the address of its severity and to that of its escalation level. What has no address is reported as such."),
        new("targets[].topics.warning", SettingShape.Text, "address", "For findings of severity medium: the runbook's Warning.", "Without it they are kept and not sent.") { Pattern = AddressPattern, Example = "arn:aws:sns:eu-central-1:111111111111:flowwatch-warning" },
        new("targets[].topics.critical", SettingShape.Text, "address", "For findings of severity high and critical: the runbook's Critical.", "Without it they are kept and not sent.") { Pattern = AddressPattern, Example = "arn:aws:sns:eu-central-1:111111111111:flowwatch-critical" },
        new("targets[].topics.level1", SettingShape.Text, "address", "For escalation level 1, DevOps: delivery of flow logs, failing checks, the archive.", "The runbook's escalation.") { Pattern = AddressPattern, Example = "arn:aws:sns:eu-central-1:111111111111:flowwatch-devops" },
        new("targets[].topics.level2", SettingShape.Text, "address", "For escalation level 2, security: findings of the security check.", "The runbook's escalation.") { Pattern = AddressPattern, Example = "arn:aws:sns:eu-central-1:111111111111:flowwatch-security" },
        new("targets[].topics.level3", SettingShape.Text, "address", "For escalation level 3, network: findings of the anomaly check.", "The runbook's escalation.") { Pattern = AddressPattern, Example = "arn:aws:sns:eu-central-1:111111111111:flowwatch-network" },
        new("targets[].role", SettingShape.Text, "ARN", "The read-only role in the target's account; without it the credentials at hand are used as they are.", "Its account must be the target's: a role of another account would watch the wrong one.") { Pattern = AwsNames.RolePattern, Example = "arn:aws:iam::111111111111:role/flowwatch-reader" },
        new("targets[].externalId", SettingShape.Text, "external id", "The external id that the role's trust policy asks for. No secret. Must be given with role when federated.", "It keeps others who use the same hub from reaching the role (the confused deputy).") { Pattern = AwsNames.ExternalIdPattern, Example = "flowwatch-production-eu" },
        new("targets[].withoutExternalId", SettingShape.Switch, "true or false", "Says that the role's trust policy asks for no external id.", "Leaving it out must be a decision, not an oversight.") { Default = "false" },
        new("targets[].internalNetworks", SettingShape.Texts, "network", "Networks of the target that are not the internet, added to the shared ones.", "What is internal for one account may be anybody's for another.") { SameAs = "internalNetworks", Example = "198.51.100.0/24" },
        new("targets[].detections", SettingShape.Group, "", "Thresholds of the target: they win over the shared ones, setting by setting.", "A batch environment is not an office.") { SameAs = "detections" },
        new("targets[].thresholdRules[]", SettingShape.Groups, "", "Threshold rules of the target, laid over the shared ones.", "An office's network is another one in each account.") { SameAs = "thresholdRules[]" },
        new("targets[].suppressions[]", SettingShape.Groups, "", "Suppressions of the target, in addition to the shared ones.", "What is expected in one account is an incident in another.") { SameAs = "suppressions[]" },
    ];

    /// <summary>Lengths of time as a list of settings shows them.</summary>
    internal static string Text(IReadOnlyList<TimeSpan> lengths) => string.Join(", ", lengths.Select(LengthOfTime.Text));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
