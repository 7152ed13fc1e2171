using FlowWatch.AwsSimulator.Logs.Execution;

namespace FlowWatch.AwsSimulator.Tests.Logs.Execution;

public class QueryTests
{
    [Fact]
    public void Run_NoFieldsNamed_ShowsTimeMessageAndPointerNewestFirst()
    {
        var outcome = InsightsQuery.Run("filter @message like 'b'", ["ab", "bc", "cd"]);

        Assert.Equal(2, outcome.Rows.Count);
        Assert.Equal(["@timestamp", "@message", "@ptr"], outcome.Rows[0].Select(field => field.Field));
        Assert.Equal(["bc", "ab"], outcome.Rows.Select(row => row[1].Value));
        Assert.Equal("2026-01-02 03:04:06.678", outcome.Rows[0][0].Value);
        Assert.NotEqual(outcome.Rows[0][2].Value, outcome.Rows[1][2].Value);
        Assert.Equal((2, 3, 6), (outcome.RecordsMatched, outcome.RecordsScanned, outcome.BytesScanned));
    }

    [Fact]
    public void Run_AbsentFields_AreMissingFromTheRow()
    {
        var row = Assert.Single(InsightsQuery.Rows("fields @message, nothing, nothing + 1 as sum", "x"));

        Assert.Equal(["@message"], row.Keys);
    }

    [Fact]
    public void Fields_SeveralCommands_AddColumnsAndMakeFields()
    {
        var row = Assert.Single(InsightsQuery.Rows("fields strlen(@message) as length | fields length * 2 as twice, twice + 1 as more, @message", "abc"));

        Assert.Equal(("3", "6", "7", "abc"), (row["length"], row["twice"], row["more"], row["@message"]));
    }

    [Fact]
    public void Fields_WithoutAlias_AreNamedAsWritten()
    {
        var row = Assert.Single(InsightsQuery.Rows("fields strlen(@message) / 2, `@message` | sort strlen(@message)/2", "abcd"));

        Assert.Equal("2", row["strlen(@message) / 2"]);
        Assert.Equal("abcd", row["@message"]);
    }

    [Fact]
    public void Display_LastOne_IsWhatCounts()
    {
        var row = Assert.Single(InsightsQuery.Rows("fields @timestamp, @message | display @timestamp | display toupper(@message) as loud | fields @log", "abc"));

        Assert.Equal(["loud"], row.Keys);
        Assert.Equal("ABC", row["loud"]);
    }

    [Fact]
    public void Filter_FieldThatIsOneOrZero_IsACondition() =>
        Assert.Single(InsightsQuery.Rows("fields ispresent(srcAddr) as isRecord | filter isRecord", InsightsQuery.Record(), "no record"));

    [Fact]
    public void ParseByGlob_LineThatDoesNotMatch_StaysWithoutTheFields()
    {
        var rows = InsightsQuery.Rows("parse @message 'a=* b=*' as x, y | display @message, x, y", "a=1 b=2 3", "c=1", "a=4 b=");

        Assert.Equal(["@message=a=4 b=,x=4,y=", "@message=c=1", "@message=a=1 b=2 3,x=1,y=2 3"], rows.Select(Text));
    }

    [Fact]
    public void ParseByGlob_ParsedField_CanBeParsedAgain()
    {
        var row = Assert.Single(InsightsQuery.Rows("parse @message 'url=*' as url | parse url '/api/*/users/*' as version, user | display version, user", "GET url=/api/v1/users/7"));

        Assert.Equal("version=v1,user=7", Text(row));
    }

    [Fact]
    public void ParseByRegex_NamedGroups_AreFields()
    {
        var rows = InsightsQuery.Rows(@"parse @message /(?<port>\d+)\/(?<protocol>tcp|udp)(?<rest>!)?/ | display port, protocol, rest", "on 443/tcp", "nothing", "53/udp!");

        Assert.Equal(["port=53,protocol=udp,rest=!", "", "port=443,protocol=tcp"], rows.Select(Text));
    }

    [Fact]
    public void Sort_Values_AreInTheDocumentedOrder()
    {
        string[] expected = ["!:", "#", "*%04", "0#", "5A", "111A", "2345_", "@", "@_", "A", "A9876fghj", "a12345hfh", "0", "1", "2", "3"];
        var lines = expected.Order(StringComparer.Ordinal).ToArray();

        var ascending = InsightsQuery.Rows("fields @message | sort @message", lines);
        var descending = InsightsQuery.Rows("fields @message | sort @message desc", lines);

        Assert.Equal(expected, ascending.Select(row => row["@message"]));
        Assert.Equal(expected.Reverse(), descending.Select(row => row["@message"]));
    }

    [Fact]
    public void Sort_SeveralKeys_LaterOnesDecideTies()
    {
        var rows = InsightsQuery.Rows("parse @message '* *' as a, b | display a, b | sort a desc, b", "1 3", "2 2", "1 1", "2 1");

        Assert.Equal(["a=2,b=1", "a=2,b=2", "a=1,b=1", "a=1,b=3"], rows.Select(Text));
    }

    [Fact]
    public void Sort_AbsentValues_ComeFirstAscending()
    {
        var rows = InsightsQuery.Rows("parse @message 'a=*' as a | display @message | sort a", "a=1", "b", "a=x");

        Assert.Equal(["@message=b", "@message=a=x", "@message=a=1"], rows.Select(Text));
    }

    [Theory]
    [InlineData("fields @message | sort @message desc | limit 3", new[] { "9", "8", "7" })]
    [InlineData("fields @message | limit 2", new[] { "9", "8" })]
    [InlineData("fields @message | sort @timestamp | limit 2", new[] { "0", "1" })]
    [InlineData("fields @message | limit 5 | filter @message < 7", new[] { "6", "5" })]
    [InlineData("fields @message | limit 5 | sort @message | limit 1", new[] { "5" })]
    [InlineData("fields @message | sort @message | filter @message > 7 | limit 1", new[] { "8" })]
    public void Limit_Rows_AreTheFirst(string query, string[] expected) =>
        Assert.Equal(expected, InsightsQuery.Rows(query, Enumerable.Range(0, 10).Select(index => $"{index}")).Select(row => row["@message"]));

    [Fact]
    public void Sort_ManyRows_KeepsTheFirstOfAll()
    {
        var lines = Enumerable.Range(0, 5000).Select(index => $"{index * 7919 % 5000}").ToArray();

        var rows = InsightsQuery.Rows("fields @message | sort @message | limit 10", lines);

        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"{index}"), rows.Select(row => row["@message"]));
    }

    [Theory]
    [InlineData(null, 10_000)]
    [InlineData(7, 7)]
    [InlineData(10_000, 10_000)]
    public void Run_WithoutLimit_GivesTenThousandRowsOrWhatTheRequestSays(int? limit, int expected)
    {
        var outcome = InsightsQuery.Run("fields @message", Enumerable.Range(0, 10_001).Select(index => $"{index}"), limit: limit);

        Assert.Equal(expected, outcome.Rows.Count);
        Assert.Equal(10_001, outcome.RecordsMatched);
    }

    [Fact]
    public void Run_LimitsInQueryAndRequest_TheSmallerCounts()
    {
        Assert.Equal(2, InsightsQuery.Run("limit 2", ["a", "b", "c"], limit: 3).Rows.Count);
        Assert.Single(InsightsQuery.Run("limit 2", ["a", "b", "c"], limit: 1).Rows);
    }

    [Fact]
    public void Dedup_SameValues_KeepsTheFirstInOrder()
    {
        var rows = InsightsQuery.Rows("parse @message '* *' as a, b | display a, b | sort b | dedup a", "x 3", "x 1", "y 2", "x 2", "z");

        Assert.Equal(["", "a=x,b=1", "a=y,b=2"], rows.Select(Text));
    }

    [Fact]
    public void Dedup_NotSorted_KeepsTheNewest()
    {
        var rows = InsightsQuery.Rows("parse @message '* *' as a, b | display a, b | dedup a | limit 5", "x 3", "y 2", "x 1");

        Assert.Equal(["a=x,b=1", "a=y,b=2"], rows.Select(Text));
    }

    [Fact]
    public void Dedup_RowsThatLackAField_AllStay()
    {
        var rows = InsightsQuery.Rows("parse @message 'a=*' as a | display @message, a | dedup a", "b", "c", "a=1", "a=1");

        Assert.Equal(["@message=a=1,a=1", "@message=c", "@message=b"], rows.Select(Text));
    }

    [Fact]
    public void Run_EventsThatArriveLater_AreNotSeen()
    {
        var source = new EventSource(InsightsQuery.Log, InsightsQuery.Stream, true);
        LogEvent[] events =
        [
            new(source, InsightsQuery.FirstTime, InsightsQuery.FirstTime + 86_400_000, "here", 1),
            new(source, InsightsQuery.FirstTime, InsightsQuery.FirstTime + 86_400_001, "on its way", 2),
        ];

        var outcome = InsightsQuery.Run("fields @message", [new EventRange(events, 0, 2)]);

        Assert.Equal("here", Assert.Single(outcome.Rows)[0].Value);
        Assert.Equal((1, 4), (outcome.RecordsScanned, outcome.BytesScanned));
    }

    [Fact]
    public void Run_SeveralLogGroups_AreMergedNewestFirst()
    {
        var one = Range("1:a", 1, 4, 5);
        var two = Range("2:b", 2, 3, 6);

        var outcome = InsightsQuery.Run("fields @message, @log", [one, two]);

        Assert.Equal(["6 2:b", "5 1:a", "4 1:a", "3 2:b", "2 2:b", "1 1:a"], outcome.Rows.Select(row => $"{row[0].Value} {row[1].Value}"));
    }

    private static EventRange Range(string log, params long[] times) =>
        new([.. times.Select(time => new LogEvent(new(log, "s", true), InsightsQuery.FirstTime + time, 0, $"{time}", time))], 0, times.Length);

    private static string Text(Dictionary<string, string> row) => string.Join(',', row.Select(field => $"{field.Key}={field.Value}"));
}
