using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Tests.Reports;

/// <summary>Reports to write in tests: a rich one, an empty one, and one with the same hostile text everywhere.</summary>
internal static class ReportFixture
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, DetectionMetadata> Detections { get; } = new[]
    {
        Metadata("PORT_SCAN", "Port scan", "security", Severity.Critical, new AttackTechnique("T1046", "Network Service Discovery", "Discovery")),
        Metadata("BRUTE_FORCE", "Brute force on a login service", "security", Severity.Critical, new AttackTechnique("T1110", "Brute Force", "Credential Access")),
        Metadata("SUSPICIOUS_PORT_ACCESS", "Access to an administration port", "security", Severity.High, new AttackTechnique("T1021", "Remote Services", "Lateral Movement")),
        Metadata("HIGH_TRAFFIC_VOLUME", "High traffic volume", "anomaly", Severity.Medium, new AttackTechnique("T1048", "Exfiltration Over Alternative Protocol", "Exfiltration")),
        Metadata("HIGH_CONNECTION_COUNT", "High connection count", "anomaly", Severity.Medium),
    }.ToDictionary(metadata => metadata.Id);

    public static ScanReport Empty { get; } = new()
    {
        FlowWatchVersion = "0.1.0",
        GeneratedAt = Start.AddHours(2),
        Scope = ["samples/quiet.log"],
        DataWindow = new TimeWindow(Start, Start.AddHours(1)),
        Status = ScanStatus.Complete,
        Findings = [],
        Coverage = [new DetectionCoverage("PORT_SCAN", CoverageLevel.Full, [], [])],
        Input = new ScanInput
        {
            Files = 1,
            Bytes = 1_234,
            Records = 17,
            NoDataRecords = 0,
            SkipDataRecords = 0,
            ProblemCount = 0,
            Problems = [],
            Duration = TimeSpan.FromMilliseconds(120),
            Scans = 1,
            Queries = 3,
        },
    };

    public static ScanReport Rich { get; } = new()
    {
        FlowWatchVersion = "0.1.0",
        GeneratedAt = Start.AddHours(2).AddMilliseconds(250),
        Scope = ["samples/2026/01/02", "samples/extra.log.gz"],
        RequestedWindow = new TimeWindow(Start, Start.AddHours(2)),
        DataWindow = new TimeWindow(Start.AddSeconds(12), Start.AddMinutes(61)),
        Status = ScanStatus.Partial,
        Targets =
        [
            new TargetOutcome("production-eu", TargetStatus.Judged, new TimeWindow(Start, Start.AddHours(2)), 12_340_000, 6, null),
            new TargetOutcome("production-us", TargetStatus.Partial, new TimeWindow(Start, Start.AddHours(2)), 5_678, 0, "a result was cut at 10,000 rows"),
            new TargetOutcome("staging-eu", TargetStatus.NotVerified, new TimeWindow(Start, Start.AddHours(2)), 0, 0, "logs:StartQuery on /aws/vpc/flowlogs/staging: no permission"),
        ],
        Findings = [PortScan(), BruteForce(), AdministrationPort(), Volume(), Connections(), Sweep()],
        Suppressed =
        [
            new SuppressedFinding(
                Volume() with { Source = "10.0.9.9", Summary = "10.0.9.9 sent 48 GB to 10.0.9.20 in 15 min.", Fingerprint = "0f4e1d2c3b4a5968" },
                new Suppression
                {
                    Name = "nightly-backup",
                    Owner = "storage team",
                    Reason = "The nightly backup copies every volume to the vault.",
                    Expires = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero),
                    Source = IPNetwork.Parse("10.0.9.0/24"),
                    Target = IPNetwork.Parse("10.0.9.20/32"),
                    Port = 443,
                    Detection = "HIGH_TRAFFIC_VOLUME",
                }),
        ],
        Warnings =
        [
            "Suppression \"old-scanner\" (owner red team) expired on 2025-12-31 and holds nothing back any more.",
            "The format has no tcp-flags: who opened a connection is inferred from ports.",
        ],
        Coverage =
        [
            new DetectionCoverage("HIGH_TRAFFIC_VOLUME", CoverageLevel.Full, [], []),
            new DetectionCoverage("HIGH_CONNECTION_COUNT", CoverageLevel.Partial, [], ["tcp-flags", "flow-direction"]),
            new DetectionCoverage("PORT_SCAN", CoverageLevel.Partial, [], ["tcp-flags"]),
            new DetectionCoverage("SUSPICIOUS_PORT_ACCESS", CoverageLevel.Partial, [], ["tcp-flags"]),
            new DetectionCoverage("BRUTE_FORCE", CoverageLevel.None, ["packets"], ["tcp-flags"]),
        ],
        Input = new ScanInput
        {
            Files = 14,
            Bytes = 1_612_345_678,
            Records = 12_345_678,
            NoDataRecords = 214,
            SkipDataRecords = 3,
            ProblemCount = 7,
            Problems =
            [
                new InputProblem("samples/2026/01/02/part-3.log.gz", null, "the gzip stream ends early; 1,204 records before that were read"),
                new InputProblem("samples/extra.log.gz", 18_211, "srcport is \"eighty\", not a number"),
            ],
            RefusedNoiseConnections = 4_211,
            RefusedNoiseSources = 512,
            Duration = TimeSpan.FromMilliseconds(8_431),
            Scans = 1,
            Queries = 6,
            CloudUsage = new CloudQueryUsage
            {
                QueriesStarted = 7,
                BytesScanned = 2_345_678_901,
                RecordsScanned = 23_456_789,
                RecordsMatched = 1_234_567,
                EstimatedCost = 0.011728394505m,
                Waited = TimeSpan.FromMilliseconds(4_321),
            },
        },
    };

    /// <summary>A report whose every text is the given one.</summary>
    public static ScanReport Hostile(string text)
    {
        var rich = Rich;
        var finding = PortScan() with
        {
            Detection = text,
            Source = text,
            Targets = [text, text],
            Accounts = [text],
            MonitoredTarget = text,
            Title = text,
            Summary = text,
            Fingerprint = text,
            Evidence = new FindingEvidence
            {
                Counts = [new EvidenceCount(text, 1, text, 2)],
                TopPorts = [new EvidencePort(22, text, 1)],
                TopPeers = [new EvidencePeer(text, 1, 1)],
                Samples = [Sample(Start, 0, 22, "refused") with { Source = text, Target = text, Outcome = text }],
                MissingFields = [text],
                Notes = [text],
            },
        };
        return rich with
        {
            FlowWatchVersion = text,
            Scope = [text],
            Findings = [finding],
            Suppressed = [new SuppressedFinding(finding, rich.Suppressed[0].Suppression with { Name = text, Owner = text, Reason = text, Detection = text })],
            Targets = [new TargetOutcome(text, TargetStatus.NotVerified, rich.RequestedWindow!, 0, 0, text)],
            Warnings = [text],
            Coverage = [new DetectionCoverage(text, CoverageLevel.None, [text], [text]), new DetectionCoverage(text, CoverageLevel.Partial, [], [text])],
            Input = rich.Input with { Problems = [new InputProblem(text, 1, text), new InputProblem(text, null, text)] },
        };
    }

    /// <summary>Metadata whose every text is the given one, under that id.</summary>
    public static IReadOnlyDictionary<string, DetectionMetadata> HostileDetections(string text) => new Dictionary<string, DetectionMetadata>
    {
        [text] = Detections["PORT_SCAN"] with
        {
            Id = text,
            Title = text,
            Meaning = text,
            Risk = text,
            NextSteps = [text],
            InsightsQuery = text,
            Techniques = [new AttackTechnique(text, text, text)],
            References = [text],
        },
    };

    public static async Task<byte[]> WriteAsync(string format, ScanReport report, IReadOnlyDictionary<string, DetectionMetadata>? detections = null)
    {
        using var output = new MemoryStream();
        await ScanReportWriters.Find(format)!.WriteAsync(report, detections ?? Detections, output, CancellationToken.None);
        return output.ToArray();
    }

    private static DetectionMetadata Metadata(string id, string title, string check, Severity severity, params AttackTechnique[] techniques) => new()
    {
        Id = id,
        Version = 2,
        Check = check,
        Title = title,
        Severity = severity,
        Meaning = "One address did to others what a person or a program at work seldom does. Read the evidence before you act.",
        Risk = "What starts like this may end with a foothold, a lockout or data leaving the network.",
        NextSteps =
        [
            "Verify whether the traffic is legitimate (data migration, backup, vulnerability scanner).",
            "Check whether the source is internal or external, and who owns it.",
            "Update security group rules; add the source to the WAF block list if it is malicious.",
            "Document the incident for the security review.",
        ],
        InsightsQuery = """
            parse @message "* * * * * * * * * * * * * *" as version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus
            | filter srcAddr = "{source}"
            | stats count() as records, sum(bytes) as bytes by dstAddr, dstPort, action
            | sort records desc
            | limit 50
            """,
        Techniques = techniques,
        References = ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
    };

    private static Finding PortScan() => new()
    {
        Detection = "PORT_SCAN",
        DetectionVersion = 2,
        Severity = Severity.Critical,
        Certainty = Certainty.Likely,
        Source = "203.0.113.77",
        Targets = ["10.0.1.15"],
        TargetCount = 1,
        MonitoredTarget = "production-eu",
        Accounts = ["111122223333"],
        Title = "Vertical port scan",
        Summary = "203.0.113.77 tried 1,204 different ports on 10.0.1.15 within 9 min 30 s; 98 % of the attempts were refused or got no answer.",
        Window = new TimeWindow(Start.AddMinutes(11), Start.AddMinutes(20.5)),
        Fingerprint = "9c2f6f3a51d0b7e4",
        Evidence = new FindingEvidence
        {
            Counts =
            [
                new EvidenceCount("distinctPorts", 1_204, "ports", 50),
                new EvidenceCount("connections", 1_311, "connections"),
                new EvidenceCount("refusedShare", 98, "percent", 60),
                new EvidenceCount("duration", 570, "seconds"),
            ],
            TopPorts = [new EvidencePort(22, "ssh", 21), new EvidencePort(443, "https", 14), new EvidencePort(3389, "rdp", 12), new EvidencePort(8081, null, 2)],
            TopPeers = [new EvidencePeer("10.0.1.15", 1_311, 78_660)],
            Samples = [Sample(Start.AddMinutes(11), 40_001, 22, "refused"), Sample(Start.AddMinutes(11), 40_002, 23, "refused"), Sample(Start.AddMinutes(12), 40_003, 443, "answered")],
            MissingFields = ["tcp-flags"],
            Notes = ["The source was inferred from ports: no record tells who sent the first packet."],
        },
    };

    private static Finding BruteForce() => new()
    {
        Detection = "BRUTE_FORCE",
        DetectionVersion = 1,
        Severity = Severity.Critical,
        Certainty = Certainty.Certain,
        Source = "2001:db8:85a3::8a2e:370:7334",
        Targets = ["2001:db8:1::10"],
        TargetCount = 1,
        Port = 22,
        Accounts = ["111122223333", "444455556666"],
        Title = "Brute force on ssh, then a long session",
        Summary = "2001:db8:85a3::8a2e:370:7334 opened 412 short connections to port 22 of 2001:db8:1::10, then one of 12 MB that lasted 18 min: the login may have succeeded.",
        Window = new TimeWindow(Start.AddMinutes(24), Start.AddMinutes(58)),
        Fingerprint = "41aa90be77d2c310",
        Evidence = new FindingEvidence
        {
            Counts =
            [
                new EvidenceCount("shortConnections", 412, "connections", 30),
                new EvidenceCount("longestSession", 1_080, "seconds"),
                new EvidenceCount("longestSessionBytes", 12_345_678, "bytes"),
            ],
            TopPorts = [new EvidencePort(22, "ssh", 413)],
            TopPeers = [new EvidencePeer("2001:db8:1::10", 413, 14_100_200)],
            Samples = [Sample(Start.AddMinutes(24), 51_000, 22, "answered") with { Source = "2001:db8:85a3::8a2e:370:7334", Target = "2001:db8:1::10", To = Start.AddMinutes(24).AddSeconds(3), BytesOut = 2_112, BytesBack = 2_870 }],
        },
    };

    private static Finding AdministrationPort() => new()
    {
        Detection = "SUSPICIOUS_PORT_ACCESS",
        DetectionVersion = 1,
        Severity = Severity.High,
        Certainty = Certainty.Certain,
        Source = "198.51.100.23",
        Targets = ["10.0.2.40"],
        TargetCount = 1,
        Port = 3389,
        Accounts = ["111122223333"],
        Title = "RDP accepted from a public address",
        Summary = "198.51.100.23, a public address, was let in to RDP on 10.0.2.40 and exchanged 84.2 MB.",
        Window = new TimeWindow(Start.AddMinutes(33), Start.AddMinutes(39)),
        Fingerprint = "c07d15ee4fa21b68",
        Evidence = new FindingEvidence
        {
            Counts = [new EvidenceCount("acceptedConnections", 2, "connections"), new EvidenceCount("bytes", 84_200_000, "bytes")],
            TopPorts = [new EvidencePort(3389, "rdp", 2)],
            TopPeers = [new EvidencePeer("10.0.2.40", 2, 84_200_000)],
        },
    };

    private static Finding Volume() => new()
    {
        Detection = "HIGH_TRAFFIC_VOLUME",
        DetectionVersion = 1,
        Severity = Severity.Medium,
        Certainty = Certainty.Certain,
        Source = "10.0.3.8",
        Targets = ["192.0.2.200"],
        TargetCount = 1,
        Port = 443,
        Accounts = ["444455556666"],
        Title = "High traffic volume",
        Summary = "10.0.3.8 sent 1.6 GB to 192.0.2.200 in a window of 15 min; 1 GB is the threshold.",
        Window = new TimeWindow(Start.AddMinutes(30), Start.AddMinutes(45)),
        Fingerprint = "5e0b3c9d8a7f6142",
        Evidence = new FindingEvidence
        {
            Counts = [new EvidenceCount("bytesOut", 1_612_000_000, "bytes", 1_000_000_000), new EvidenceCount("connections", 8, "connections")],
            TopPorts = [new EvidencePort(443, "https", 8)],
            TopPeers = [new EvidencePeer("192.0.2.200", 8, 1_640_500_000)],
            Notes = ["The same bytes on the NAT gateway's interface were counted once."],
        },
    };

    private static Finding Connections() => new()
    {
        Detection = "HIGH_CONNECTION_COUNT",
        DetectionVersion = 1,
        Severity = Severity.Medium,
        Certainty = Certainty.Guess,
        Source = "10.0.4.11",
        Targets = ["10.0.5.1", "10.0.5.2", "10.0.5.3", "10.0.5.4", "10.0.5.5"],
        TargetCount = 214,
        Title = "High connection count",
        Summary = "10.0.4.11 opened 3,871 connections to 214 addresses in a window of 15 min; 1,000 is the threshold.",
        Window = new TimeWindow(Start.AddMinutes(45), Start.AddMinutes(60)),
        Fingerprint = "77b1a0c2d3e4f506",
        Evidence = new FindingEvidence
        {
            Counts = [new EvidenceCount("connections", 3_871, "connections", 1_000), new EvidenceCount("targets", 214, "addresses")],
        },
    };

    private static Finding Sweep() => new()
    {
        Detection = "PORT_SCAN",
        DetectionVersion = 2,
        Severity = Severity.Low,
        Certainty = Certainty.Certain,
        Source = "198.51.100.9",
        Targets = ["10.0.1.4", "10.0.1.5"],
        TargetCount = 31,
        Port = 445,
        Accounts = ["111122223333"],
        Title = "Sweep of one port",
        Summary = "198.51.100.9 tried port 445 on 31 addresses; all were refused.",
        Window = new TimeWindow(Start.AddSeconds(30), Start.AddSeconds(70)),
        Fingerprint = "1d2e3f405162738a",
        Evidence = new FindingEvidence { Counts = [new EvidenceCount("targets", 31, "addresses", 50)] },
    };

    private static ConnectionSample Sample(DateTimeOffset from, int sourcePort, int targetPort, string outcome) =>
        new("203.0.113.77", sourcePort, "10.0.1.15", targetPort, 6, from, from.AddSeconds(1), 60, outcome == "answered" ? 52 : 0, 1, outcome == "answered" ? 1 : 0, outcome, 1);
}
