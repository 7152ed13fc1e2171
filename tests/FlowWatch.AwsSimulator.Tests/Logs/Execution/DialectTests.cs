using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Tests.Logs.Execution;

public class DialectTests
{
    [Fact]
    public void UnknownFieldAfterStats_NotRefused_IsAbsent()
    {
        var dialect = new QueryDialect { RefusesUnknownFieldsAfterStats = false };

        // The runbook's query for port scans: it selects nothing.
        var outcome = InsightsQuery.Run(
            "fields @timestamp, srcAddr, dstPort | stats count_distinct(dstPort) as unique_ports by srcAddr | filter action = \"REJECT\" | sort unique_ports desc | limit 20",
            [InsightsQuery.Record(action: "REJECT")], dialect);

        Assert.Empty(outcome.Rows);
        Assert.Equal(1, outcome.RecordsMatched);
    }

    [Fact]
    public void RedefinedField_NotRefused_IsTheLastOne()
    {
        var dialect = new QueryDialect { RefusesRedefinedFields = false };

        var row = Assert.Single(InsightsQuery.Run("fields strlen(@message) as n | fields n * 2 as n | stats sum(n) as total", ["abc"], dialect).Rows);

        Assert.Equal("6", row[0].Value);
    }

    [Theory]
    [InlineData("nothing not like 'a'")]
    [InlineData("nothing not like /a/")]
    [InlineData("nothing not in ['a']")]
    public void NegatedMatch_OfAnAbsentField_CanBeFalse(string condition)
    {
        Assert.Single(InsightsQuery.Run($"filter {condition}", ["x"]).Rows);
        Assert.Empty(InsightsQuery.Run($"filter {condition}", ["x"], new() { NegatedMatchTakesAbsent = false }).Rows);
    }

    [Fact]
    public void SumOfNothing_CanBeZero()
    {
        Assert.Empty(Assert.Single(InsightsQuery.Run("stats sum(nothing)", ["x"]).Rows));
        Assert.Equal("0", Assert.Single(InsightsQuery.Run("stats sum(nothing)", ["x"], new() { SumOfNothingIsZero = true }).Rows)[0].Value);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 96)]
    [InlineData(200, 210)]
    public void CountDistinct_AboveTheExact_IsOff(int values, int expected)
    {
        var dialect = new QueryDialect { ExactDistinctUpTo = 100, DistinctError = 0.05 };

        var row = Assert.Single(InsightsQuery.Run("stats count_distinct(@message)", Enumerable.Range(0, values).Select(index => $"{index}"), dialect).Rows);

        Assert.Equal($"{expected}", row[0].Value);
    }

    [Theory]
    [InlineData("1e3", 0, "12345.6789")]
    [InlineData("x", 2, "12345.68")]
    public void Numbers_CanBeShownOtherwise(string style, int decimals, string expected)
    {
        var dialect = style == "x" ? new QueryDialect { DecimalPlaces = decimals } : new QueryDialect { ScientificFrom = 1e6 };

        Assert.Equal(expected, Assert.Single(InsightsQuery.Run("stats sum(12345.6789) as it", ["a"], dialect).Rows)[0].Value);
    }

    [Theory]
    [InlineData("10000000", "1.0E7")]
    [InlineData("12345678", "1.2345678E7")]
    [InlineData("-12345678", "-1.2345678E7")]
    [InlineData("9999999", "9999999")]
    public void LargeNumbers_CanBeScientific(string number, string expected) => Assert.Equal(
        expected, Assert.Single(InsightsQuery.Run($"stats sum({number}) as it", ["a"], new() { ScientificFrom = 1e7 }).Rows)[0].Value);

    [Fact]
    public void Limits_AreTheDialects()
    {
        var dialect = new QueryDialect { DefaultLimit = 2, MaximumLimit = 4 };

        Assert.Equal(2, InsightsQuery.Run("fields @message", ["a", "b", "c", "d", "e"], dialect).Rows.Count);
        Assert.Equal(4, InsightsQuery.Run("limit 4", ["a", "b", "c", "d", "e"], dialect).Rows.Count);
        _ = Assert.Throws<MalformedQueryException>(() => InsightsQuery.Run("limit 5", ["a"], dialect));
    }

    [Fact]
    public void FlowLogFields_CanBeNamedOtherwise()
    {
        var names = new QueryDialect().FlowLogFields.Select(name => name is "start" or "end" ? name + "Time" : name).ToList();

        var row = Assert.Single(InsightsQuery.Run("fields start, startTime, endTime", [InsightsQuery.Record(start: 100)], new() { FlowLogFields = names }).Rows);

        Assert.Equal([("startTime", "100"), ("endTime", "160")], row.Where(field => field.Field != "@ptr").Select(field => (field.Field, field.Value)));
    }
}
