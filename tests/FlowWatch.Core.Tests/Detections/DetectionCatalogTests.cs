using System.Collections;
using System.Reflection;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Tests.Checks;

namespace FlowWatch.Core.Tests.Detections;

public class DetectionCatalogTests
{
    public static TheoryData<string> Ids => [.. DetectionCatalog.Default.All.Select(detection => detection.Metadata.Id)];

    [Fact]
    public void Default_Ids_AreTheRunbooksInOrder() => Assert.Equal(
        ["HIGH_TRAFFIC_VOLUME", "HIGH_CONNECTION_COUNT", "PORT_SCAN", "SUSPICIOUS_PORT_ACCESS", "BRUTE_FORCE"],
        DetectionCatalog.Default.All.Select(detection => detection.Metadata.Id));

    [Fact]
    public void Default_EveryDetectionInTheAssembly_IsListed() => Assert.Equal(
        typeof(IDetection).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IDetection))).Select(type => type.Name).Order(),
        DetectionCatalog.Default.All.Select(detection => detection.GetType().Name).Order());

    [Fact]
    public void Create_SameIdTwice_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new DetectionCatalog([SampleDetection.Finding("A_ONE"), SampleDetection.Finding("A_ONE")]));

        Assert.Contains("A_ONE", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anomaly", "HIGH_TRAFFIC_VOLUME,HIGH_CONNECTION_COUNT")]
    [InlineData("security", "PORT_SCAN,SUSPICIOUS_PORT_ACCESS,BRUTE_FORCE")]
    [InlineData("all", "HIGH_TRAFFIC_VOLUME,HIGH_CONNECTION_COUNT,PORT_SCAN,SUSPICIOUS_PORT_ACCESS,BRUTE_FORCE")]
    [InlineData("other", "")]
    public void OfCheck_Name_IsItsDetections(string check, string ids) =>
        Assert.Equal(ids, string.Join(',', DetectionCatalog.Default.OfCheck(check).Select(detection => detection.Metadata.Id)));

    [Fact]
    public void Find_Id_IsExact()
    {
        Assert.Equal("PORT_SCAN", DetectionCatalog.Default.Find("PORT_SCAN")!.Metadata.Id);
        Assert.Null(DetectionCatalog.Default.Find("port_scan"));
        Assert.Null(DetectionCatalog.Default.Find(""));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Metadata_EveryText_IsThere(string id)
    {
        var metadata = DetectionCatalog.Default.Metadata[id];

        Assert.Matches("^[A-Z]+(_[A-Z]+)*$", metadata.Id);
        Assert.InRange(metadata.Version, 1, int.MaxValue);
        Assert.Contains(metadata.Check, (string[])["anomaly", "security"]);
        Assert.NotEmpty(metadata.Techniques);
        Assert.All(metadata.Techniques, technique => Assert.Matches(@"^T\d{4}(\.\d{3})?$", technique.Id));
        Assert.InRange(metadata.NextSteps.Count, 3, 7);
        Assert.InRange(metadata.References.Count, 2, 7);
        Assert.Contains(metadata.References, reference => reference.StartsWith("Runbook: ", StringComparison.Ordinal));
        Assert.Contains("{source}", metadata.InsightsQuery, StringComparison.Ordinal);
        Assert.All(Texts(metadata), text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text));
            Assert.Equal(text.Trim(), text);
        });
        Assert.All(metadata.NextSteps.Append(metadata.Meaning).Append(metadata.Risk), text => Assert.Matches("[.?]$", text));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Examples_OfEach_AreTwoToFindAndTwoToLeave(string id)
    {
        var examples = DetectionMetadataReader.Examples(DetectionCatalog.Default.Find(id)!);

        Assert.InRange(examples.Count(example => example.Finds is not null), 2, int.MaxValue);
        Assert.InRange(examples.Count(example => example.Finds is null), 2, int.MaxValue);
        Assert.Equal(examples.Count, examples.Select(example => example.Name).Distinct().Count());
        Assert.All(examples, example => Assert.True(example.Finds is not null || example.Severity is null, example.Name));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Examples_EveryLine_IsARecordOfItsFormat(string id) => Assert.All(DetectionMetadataReader.Examples(DetectionCatalog.Default.Find(id)!), example =>
    {
        var format = example.LogFormat is null ? FlowLogFormat.Default : FlowLogFormat.ParseLogFormat(example.LogFormat).Format!;
        var parser = new FlowLogLineParser(format);
        foreach (var line in example.Traffic.SelectMany(lines => lines.Expand()))
        {
            Assert.True(parser.Parse(line).Kind == FlowLogLineKind.Record, $"{example.Name}: {line}");
        }
    });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Options_EveryProperty_IsASettingWithUnitDirectionAndReason(string id)
    {
        var name = string.Concat(id.Split('_').Select(word => $"{word[0]}{word[1..].ToLowerInvariant()}"));
        var options = typeof(DetectionOptions).GetProperty(name);
        Assert.NotNull(options);
        Assert.Equal($"{name}Options", options.PropertyType.Name);

        var properties = options.PropertyType.GetProperties().Where(property => property.Name != "EqualityContract").ToList();
        Assert.NotEmpty(properties);
        Assert.All(properties, property =>
        {
            Assert.True(property.PropertyType == typeof(long) || property.PropertyType == typeof(IReadOnlyList<long>), property.Name);
            var setting = property.GetCustomAttribute<SettingAttribute>();
            Assert.NotNull(setting);
            Assert.NotEmpty(setting.Unit);
            Assert.Contains(setting.Direction, (string[])["more than", "at least", "at most", "within", "one of"]);
            Assert.EndsWith(".", setting.Reason, StringComparison.Ordinal);
            Assert.True(setting.Minimum <= setting.Maximum);
        });
        Assert.Equal(properties.Count, DetectionSettings.List(new()).Count(setting => setting.Detection == id));
    }

    [Fact]
    public void Questions_OfAll_ShareOnePassAndHaveNamesOfTheirOwn()
    {
        var queries = DetectionCatalog.Default.All.SelectMany(detection => detection.Questions(new())).SelectMany(question => question.Queries).ToList();

        Assert.Equal(queries.Count, queries.Select(query => query.Name).Distinct().Count());
        Assert.All(queries, query => Assert.True(query.From == ConnectionQueries.Services || query.From == ConnectionQueries.ServiceTotals, query.Name));
        Assert.All(queries, query => Assert.Contains("source", query.Columns));
    }

    // Settings may be as large as a number can be; what detections ask must not overflow.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Questions_LargestSettings_DoNotOverflow(string id)
    {
        var errors = new List<string>();
        var largest = DetectionSettings.List(new()).Where(setting => setting.Unit != "ports" || setting.Direction != "one of").Select(setting => ("", setting.Detection, setting.Name, setting.Unit switch
        {
            "minutes" => "1440",
            "hours" => "168",
            "percent" => "100",
            _ => $"{long.MaxValue}",
        }));
        var options = DetectionSettings.Change(new(), largest, errors);

        Assert.Empty(errors);
        Assert.All(DetectionCatalog.Default.Find(id)!.Questions(options), question => Assert.Empty(question.Choose([])));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void CoverageOf_DefaultFormat_IsPartialForWantOfLaterFields(string id)
    {
        var coverage = Coverage(id, FlowLogFormat.Default);

        Assert.Equal(CoverageLevel.Partial, coverage.Level);
        Assert.Empty(coverage.MissingRequired);
        Assert.Equal(id == "HIGH_TRAFFIC_VOLUME" ? ["pkt-srcaddr", "pkt-dstaddr"] : ["tcp-flags", "pkt-srcaddr", "pkt-dstaddr"], coverage.MissingHelpful);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void CoverageOf_EveryField_IsFull(string id)
    {
        var coverage = DetectionCatalog.CoverageOf(DetectionCatalog.Default.Find(id)!, FlowLogFields.All.Select(field => field.Name).ToHashSet());

        Assert.Equal(CoverageLevel.Full, coverage.Level);
        Assert.Empty(coverage.MissingHelpful);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void CoverageOf_FormatWithoutSource_IsNone(string id)
    {
        var format = FlowLogFormat.ParseLogFormat("${interface-id} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${tcp-flags} ${pkt-srcaddr} ${pkt-dstaddr}").Format!;

        var coverage = Coverage(id, format);

        Assert.Equal(CoverageLevel.None, coverage.Level);
        Assert.Equal(["srcaddr"], coverage.MissingRequired);
        Assert.Empty(coverage.MissingHelpful);
    }

    [Fact]
    public void CoverageOf_FormatWithoutPorts_StillFeedsTheVolume()
    {
        var format = FlowLogFormat.ParseLogFormat("${interface-id} ${srcaddr} ${dstaddr} ${bytes} ${start} ${end} ${pkt-srcaddr} ${pkt-dstaddr}").Format!;

        Assert.Equal(
            ["HIGH_TRAFFIC_VOLUME Full", "HIGH_CONNECTION_COUNT None", "PORT_SCAN None", "SUSPICIOUS_PORT_ACCESS None", "BRUTE_FORCE None"],
            DetectionCatalog.Default.All.Select(detection => $"{detection.Metadata.Id} {Coverage(detection.Metadata.Id, format).Level}"));
        Assert.Equal(["srcport", "dstport", "protocol", "packets", "action"], Coverage("PORT_SCAN", format).MissingRequired);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fields_OfEach_AreKnownAndNamedOnce(string id)
    {
        var detection = DetectionCatalog.Default.Find(id)!;
        var fields = detection.RequiredFields.Concat(detection.HelpfulFields).ToList();

        Assert.Equal(fields.Distinct(), fields);
        Assert.All(fields, field => Assert.NotNull(FlowLogFields.Find(field)));
    }

    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("203.0.113.9", true)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("-", false)]
    [InlineData("", false)]
    public void IsPublic_Address_LiesOutsideTheInternalNetworks(string address, bool expected) => Assert.Equal(expected, new DetectionOptions().IsPublic(address));

    private static DetectionCoverage Coverage(string id, FlowLogFormat format) =>
        DetectionCatalog.CoverageOf(DetectionCatalog.Default.Find(id)!, format.Fields.Select(field => field.Name).ToHashSet());

    // Every text anywhere in it, however deep.
    private static IEnumerable<string> Texts(object value) => value switch
    {
        string text => [text],
        IEnumerable list => list.Cast<object>().SelectMany(Texts),
        DetectionMetadata or AttackTechnique => value.GetType().GetProperties().Select(property => property.GetValue(value)).OfType<object>().SelectMany(Texts),
        _ => [],
    };
}
