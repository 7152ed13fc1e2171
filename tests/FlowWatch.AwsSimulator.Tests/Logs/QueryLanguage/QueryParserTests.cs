using CsCheck;
using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Tests.Logs.QueryLanguage;

public class QueryParserTests
{
    /// <summary>Queries of AWS's pages: samples, and the examples of each command.</summary>
    private static readonly string[] Samples =
    [
        "fields @timestamp, @message | sort @timestamp desc | limit 25",
        "filter @message like /Exception/ \n    | stats count(*) as exceptionCount by bin(1h)\n    | sort exceptionCount desc",
        "fields @message | filter @message not like /Exception/",
        "fields @timestamp, server, severity, message \n| sort @timestamp asc \n| dedup server",
        "filter @type = \"REPORT\"\n    | stats max(@memorySize / 1000 / 1000) as provisonedMemoryMB,\n        min(@maxMemoryUsed / 1000 / 1000) as smallestMemoryRequestMB,\n        avg(@maxMemoryUsed / 1000 / 1000) as avgMemoryUsedMB,\n        max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB,\n        provisonedMemoryMB - maxMemoryUsedMB as overProvisionedMB",
        "filter @type = \"REPORT\" |\n    stats avg(@duration), max(@duration), min(@duration) by bin(5m)",
        "filter @type = \"REPORT\"\n| fields @requestId, @billedDuration\n| sort by @billedDuration desc",
        "stats count(*) by queryType, bin(1h)",
        "fields @timestamp, @message | filter (range>3000 and accountId=123456789012) | sort @timestamp desc | limit 20",
        "fields @timestamp, @message \n    | filter Type not in [\"foo\",\"bar\",1]",
        "fields f1, f2, f3 \n| filter f1 =~ /Exception/",
        "fields f1, f2, f3 \n| filter f1 like /(?i)Exception/",
        "fields `foo-bar`, action, abs(f3-f4)",
        "fields concat(Operation, '-', StatusCode) as opStatus",
        "fields ispresent(resolverArn) as isRes | filter isRes",
        "stats avg (f1) by f2",
        "parse @message \"[*] * The error was: *\" as level, config, exception",
        "parse @message /\\[(?<level>\\S+)\\]\\s+(?<config>\\{.*\\})\\s+The error was: (?<exception>\\S+)/",
        "parse @message \"user=*, method:*, latency := *\" as @user,\n    @method, @latency | stats avg(@latency) by @method,\n    @user",
        "parse @message /(?<NetworkInterface>eni-.*?) / | display NetworkInterface, @message",
        "parse @logStream \"*/*/*/*\" as env, service, instance, shard\n| stats count(*) by env, service",
        "parse 'Redocking Attempts: *' as @attempts",
        "FIELDS strlen(@message) AS message_length\n| STATS sum(message_length)/1024/1024 as logs_mb BY bin(5m)\n| STATS max(logs_mb) AS peak_ingest_mb, \n        min(logs_mb) AS min_ingest_mb, \n        avg(logs_mb) AS avg_ingest_mb",
        "STATS count_distinct(client_ip) AS session_ips, \n      count(*) AS requests BY session_id, client_platform\n| FILTER session_ips > 1\n| STATS count(*) AS multiple_ip_sessions, \n        sum(requests) / count(*) AS avg_session_requests BY client_platform",
        "FIELDS strlen(@message) AS message_length\n| STATS sum(message_length) / 1024 / 1024 AS logs_mb BY BIN(5m) as @t\n| STATS max(logs_mb) AS peak_ingest_mb, \n        min(logs_mb) AS min_ingest_mb, \n        avg(logs_mb) AS avg_ingest_mb BY dateceil(@t, 10m)",
        "FIELDS strlen(@message) AS message_length\n | STATS sum(message_length) AS ingested_bytes, max(@timestamp) as @t BY @logStream\n | STATS avg(ingested_bytes) BY dateceil(@t, 5m)",
        "fields @timestamp, @message\n    # | filter @message like /delay/\n    | limit 20",
        "STATS SUM(Fault) by Operation\n# You can only reference `SUM(Fault)` or Operation at this point\n| SORT SUM(Fault) desc",
        "fields @timestamp, @message \n| filter @message like /(?i)(error|failure)/\n| filter toMillis(@timestamp) >= (now() * 1000 - 18000000)",
        "fields @timestamp, @message | where @message like /error/",
    ];

    public static TheoryData<string> Documented { get; } = [.. Samples];

    /// <summary>A query, and the part of it that the error must point at.</summary>
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "", "" },
        { "# nothing but a comment", "" },
        { "| fields a", "|" },
        { "fields a | ", "" },
        { "fields a | | limit 1", "|" },
        { "fields @timestamp, custom_field | count()", "count" },
        { "select a", "select" },
        { "fields", "" },
        { "fields a,", "" },
        { "fields a b", "b" },
        { "fields a as", "" },
        { "fields a as 'b'", "'b'" },
        { "fields a as by", "by" },
        { "fields interface-id as interface-id", "-" },
        { "fields 'it''s'", "'s'" },
        { "fields 5x", "5x" },
        { "fields 1.5.2", "1.5.2" },
        { "fields `a", "`" },
        { "fields ``", "``" },
        { "fields a ; b", ";" },
        { "fields a == 1", "=" },
        { "fields a && b", "&" },
        { "fields nosuch(a)", "nosuch" },
        { "fields abs()", "abs()" },
        { "fields abs(a, b)", "abs(a, b)" },
        { "fields now(1)", "now(1)" },
        { "fields substr(a)", "substr(a)" },
        { "fields case(a)", "case(a)" },
        { "fields ispresent(1)", "1" },
        { "fields abs(5m)", "5m" },
        { "fields bin(5)", "5" },
        { "fields bin(5 m)", "m" },
        { "fields bin(5x)", "5x" },
        { "fields bin(0m)", "0m" },
        { "fields datefloor(5m, @timestamp)", "5m" },
        { "fields count(*)", "count(*)" },
        { "filter sum(a) > 1", "sum(a)" },
        { "filter", "" },
        { "filter a = b = c", "=" },
        { "filter a like b", "b" },
        { "filter a =~ 'b'", "'b'" },
        { "filter a not = 1", "=" },
        { "filter a in (1)", "(" },
        { "filter a in []", "]" },
        { "filter a in [b]", "b" },
        { "filter a in [1", "" },
        { "filter a like /b", "/" },
        { "filter a like /(b/", "/(b/" },
        { "filter a like /(?=b)/", "/(?=b)/" },
        { "filter a like /(b)\\1/", "/(b)\\1/" },
        { "filter a = \"b", "\"" },
        { "filter a = \"b\nc\"", "\"" },
        { "filter (a = 1", "" },
        { "filter a = 1)", ")" },
        { "filter isIpv4InSubnet(a, \"10.0.0.0\")", "\"10.0.0.0\"" },
        { "filter isIpv4InSubnet(a, \"2001:db8::/32\")", "\"2001:db8::/32\"" },
        { "filter isIpInSubnet(a, \"10.0.0.0/33\")", "\"10.0.0.0/33\"" },
        { "filter isIpInSubnet(a, b)", "b" },
        { "parse @message \"* *\" as a", "\"* *\"" },
        { "parse @message \"*\"", "" },
        { "parse @message /(\\d+)/", "/(\\d+)/" },
        { "parse @message", "" },
        { "parse concat(a, b) \"*\" as c", "(" },
        { "stats", "" },
        { "stats by a", "by" },
        { "stats 5 as five", "stats 5 as five" },
        { "stats sum(sum(a))", "sum(a)" },
        { "stats sum(*)", "*" },
        { "stats sum()", "sum()" },
        { "stats pct(a)", "pct(a)" },
        { "stats pct(a, 101)", "101" },
        { "stats pct(a, b)", "b" },
        { "stats count(*) by count(*)", "count(*)" },
        { "stats count(*), count(*)", "count(*)" },
        { "stats count(*) as a by a", "count(*)" },
        { "stats count(*), bytes by srcAddr", "bytes" },
        { "stats count(*) as n | filter action = 'REJECT'", "action" },
        { "stats count(*) as n by srcAddr | sort bytes", "bytes" },
        { "stats count(*) as n by srcAddr | fields dstAddr", "dstAddr" },
        { "stats count(*) by dstPort | sort count desc", "count" },
        { "FIELDS @message\n| STATS SUM(Fault) by Operation\n| STATS MAX(strlen(@message)) AS MaxMessageSize # Invalid reference to @message", "@message" },
        { "FIELDS strlen(@message) AS message_length\n | STATS sum(message_length) AS ingested_bytes BY @logStream\n | STATS avg(ingested_bytes) BY bin(5m)", "bin(5m)" },
        { "stats count(*) as a by b | stats latest(a)", "latest(a)" },
        { "stats count(*) as a by b | stats count(*) as c by a | stats count(*)", "stats count(*)" },
        { "sort a | stats count(*)", "sort a" },
        { "limit 5 | stats count(*)", "limit 5" },
        { "stats count(*) as a by b | limit 5 | stats count(*)", "limit 5" },
        { "sort", "" },
        { "sort abs(a)", "abs(a)" },
        { "sort a down", "down" },
        { "limit", "" },
        { "limit 0", "0" },
        { "limit -1", "-" },
        { "limit 1.5", "1.5" },
        { "limit 10001", "limit 10001" },
        { "dedup a | filter b = 1", "filter b = 1" },
        { "dedup abs(a)", "(" },
        { "fields abs(a) as b | fields abs(c) as b", "abs(c)" },
        { "fields a | fields abs(a) as a", "abs(a)" },
        { "parse @message '* *' as a, a", "parse @message '* *' as a, a" },
    };

    public static TheoryData<string, string> Unsupported { get; } = new()
    {
        { "filterIndex requestId = 'x'", "filterIndex" },
        { "SOURCE '/flow-logs' | limit 1", "SOURCE" },
        { "pattern @message", "pattern" },
        { "fields @message | diff", "diff" },
        { "limit any 5", "any" },
        { "fields jsonParse(@message)", "jsonParse" },
        { "fields a[1]", "a[" },
        { "fields a.`b`", "a.`b`" },
        { "parse @message /(?<a>b)/ multi", "multi" },
        { "parse @message logfmt as lf", "logfmt" },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void Compile_DocumentedQuery_IsTaken(string query) => Assert.NotNull(QueryCompiler.Compile(query, new()));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Compile_NoQuery_IsRefusedWhereTheProblemIs(string query, string problem)
    {
        var refusal = Assert.Throws<MalformedQueryException>(() => QueryCompiler.Compile(query, new()));

        Assert.Equal(problem, query[refusal.Location.Start..refusal.Location.End]);
        Assert.NotEmpty(refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Compile_MoreThanIsExecuted_IsNotCalledMalformed(string query, string place)
    {
        var refusal = Assert.Throws<UnsupportedQueryException>(() => QueryCompiler.Compile(query, new()));

        Assert.Equal(place, query[refusal.Location.Start..refusal.Location.End]);
        Assert.Contains("simulator", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_FieldThatStatsLeftOut_SaysItAsCloudWatchLogsDoes()
    {
        var refusal = Assert.Throws<MalformedQueryException>(() => QueryCompiler.Compile("stats count(*) by srcaddr | filter action = 'REJECT'", new()));

        Assert.Equal("Unknown symbols found in or after stats: action", refusal.Message);
    }

    [Fact]
    public void Parse_TextOfTheGreatestLength_IsTaken() =>
        Assert.Single(QueryParser.Parse("limit 1 #".PadRight(QueryParser.LongestText, 'x')));

    [Fact]
    public void Parse_LongerText_IsRefused()
    {
        var refusal = Assert.Throws<MalformedQueryException>(() => QueryParser.Parse("limit 1 #".PadRight(QueryParser.LongestText + 1, 'x')));

        Assert.Contains("10001", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("((((((((((")]
    [InlineData("not ")]
    [InlineData("-")]
    [InlineData("abs(")]
    [InlineData("2^")]
    public void Parse_NestedAsDeepAsTheLengthAllows_IsRefused(string opening)
    {
        var query = "filter " + string.Concat(Enumerable.Repeat(opening, 9000 / opening.Length));

        var refusal = Assert.Throws<MalformedQueryException>(() => QueryParser.Parse(query));

        Assert.Equal("Nested too deeply.", refusal.Message);
    }

    [Fact]
    public void Compile_ThousandConditions_IsTaken() =>
        Assert.NotNull(QueryCompiler.Compile("filter " + string.Join(" or ", Enumerable.Range(0, 1100).Select(index => $"a={index % 10}")), new()));

    [Fact]
    public void Parse_LongChainOfSums_IsRefused() =>
        Assert.Throws<MalformedQueryException>(() => QueryParser.Parse("filter " + string.Join('+', Enumerable.Repeat("a", 501))));

    [Fact]
    public void Compile_AnyText_ThrowsNothingButItsRefusals() => AnyText.Sample(TakesOrRefuses, iter: 5_000);

    [Fact]
    public void Compile_DocumentedQueryWithAChange_ThrowsNothingButItsRefusals() =>
        Changed.Sample(TakesOrRefuses, iter: 5_000);

    private static Gen<string> Changed =>
        from query in Gen.OneOf(Samples)
        from start in Gen.Int[0, query.Length]
        from removed in Gen.Int[0, Math.Min(3, query.Length - start)]
        from added in AnyText
        select query.Remove(start, removed).Insert(start, added);

    private static Gen<string> AnyText { get; } = Gen.OneOf<string>(
        Gen.String,
        Gen.OneOf(
            "fields", "filter", "stats", "sort", "limit", "parse", "dedup", "display", "by", "as", "and", "or", "not", "in", "like", "|", ",", "(", ")",
            "[", "]", "+", "-", "*", "/", "^", "%", "=", "!=", "<", ">=", "=~", "'a'", "\"b*\"", "/c(?<d>.)/", "`e-f`", "@timestamp", "g", "5m", "1.5", "10",
            "count(*)", "sum(", "bin(5m)", "true", "#", "\n", "\\", "\"", "'", "`")
            .Array[0, 12].Select(words => string.Join(' ', words)));

    private static void TakesOrRefuses(string query)
    {
        try
        {
            _ = QueryCompiler.Compile(query, new());
        }
        catch (MalformedQueryException refusal)
        {
            Assert.InRange(refusal.Location.Start, 0, query.Length);
            Assert.InRange(refusal.Location.End, refusal.Location.Start, query.Length);
        }
        catch (UnsupportedQueryException)
        {
            // A refusal too.
        }
    }
}
