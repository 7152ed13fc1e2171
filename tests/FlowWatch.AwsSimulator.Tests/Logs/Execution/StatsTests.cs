using CsCheck;

namespace FlowWatch.AwsSimulator.Tests.Logs.Execution;

public class StatsTests
{
    [Theory]
    [InlineData("count(*)", "5")]
    [InlineData("count()", "5")]
    [InlineData("count(x)", "4")]
    [InlineData("count(nothing)", "0")]
    [InlineData("count_distinct(x)", "3")]
    [InlineData("count_distinct(nothing)", "0")]
    [InlineData("sum(x)", "11")]
    [InlineData("sum(nothing)", null)]
    [InlineData("sum(x = 3)", "2")]
    [InlineData("sum(nothing = 3)", "0")]
    [InlineData("sum(if(x = 3, 10, 1))", "23")]
    [InlineData("avg(x)", "3.6667")]
    [InlineData("avg(nothing)", null)]
    [InlineData("min(x)", "3")]
    [InlineData("max(x)", "5")]
    [InlineData("max(nothing)", null)]
    [InlineData("min(@message)", "-")]
    [InlineData("max(@timestamp)", "2026-01-02 03:04:09.678")]
    [InlineData("pct(x, 50)", "3")]
    [InlineData("pct(x, 90)", "5")]
    [InlineData("pct(x, 0)", "3")]
    [InlineData("pct(x, 100)", "5")]
    [InlineData("pct(x, 0.95)", "3")]
    [InlineData("stddev(x)", "0.9428")]
    [InlineData("earliest(x)", "3")]
    [InlineData("latest(x)", "-")]
    [InlineData("sortsFirst(x)", "-")]
    [InlineData("sortsLast(x)", "5")]
    [InlineData("sum(x) / count(x) * 2", "5.5")]
    public void Stats_Aggregate_LooksAtValuesThatItCanUse(string aggregate, string? expected)
    {
        var row = Assert.Single(InsightsQuery.Rows($"parse @message 'x=*' as x | stats {aggregate} as it", "x=3", "x=5", "x=3", "-", "x=-"));

        Assert.Equal(expected, row.GetValueOrDefault("it"));
    }

    [Fact]
    public void Stats_NoEvents_GivesNoRow() => Assert.Empty(InsightsQuery.Rows("filter @message = 'b' | stats count(*)", "a"));

    [Fact]
    public void Stats_Columns_AreKeysThenAggregatesNamedAsWritten()
    {
        var outcome = InsightsQuery.Run("STATS Count(*), sum(strlen(@message)) AS length BY @message, bin(1h) AS hour, Substr(@message, 0, 1)", ["ab"]);

        Assert.Equal(
            [("@message", "ab"), ("hour", "2026-01-02 03:00:00.000"), ("Substr(@message, 0, 1)", "a"), ("Count(*)", "1"), ("length", "2")],
            Assert.Single(outcome.Rows).Select(field => (field.Field, field.Value)));
    }

    [Fact]
    public void Stats_ColumnWithoutAlias_IsKnownByItsExpression()
    {
        var rows = InsightsQuery.Rows("stats count(*) by @message | sort COUNT( * ) desc | display count(*) as n, @message", "a", "b", "b");

        Assert.Equal(["2 b", "1 a"], rows.Select(row => $"{row["n"]} {row["@message"]}"));
    }

    [Fact]
    public void Stats_ColumnWithoutAlias_IsKnownByItsNameInBackticks()
    {
        var rows = InsightsQuery.Rows("stats count(*) by @message | filter `count(*)` > 1", "a", "b", "b");

        Assert.Equal("b", Assert.Single(rows)["@message"]);
    }

    [Fact]
    public void Stats_LaterItem_MayUseAnEarlierOne()
    {
        var row = Assert.Single(InsightsQuery.Rows("stats max(strlen(@message)) as most, min(strlen(@message)) as least, most - least as spread", "a", "abc"));

        Assert.Equal("2", row["spread"]);
    }

    [Fact]
    public void Stats_AbsentKeys_AreAGroupOfTheirOwn()
    {
        var rows = InsightsQuery.Rows("parse @message 'a=*' as a | stats count(*) as n by a | sort n desc", "x", "a=", "y", "z", "a=");

        Assert.Equal([(false, "3"), (true, "2")], rows.Select(row => (row.ContainsKey("a"), row["n"])));
    }

    [Fact]
    public void Stats_KeysThatRunTogether_StayApart()
    {
        var rows = InsightsQuery.Rows("parse @message '*,*' as a, b | stats count(*) by a, b", "ab,c", "a,bc", ",abc", "abc,");

        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public void Stats_Second_AggregatesTheFirst()
    {
        var rows = InsightsQuery.Rows(
            "parse @message '* *' as client, platform | stats count_distinct(client) as clients, count(*) as requests by @logStream, platform "
            + "| filter clients > 1 | fields requests * 10 as tenfold | stats count(*) as n, sum(tenfold) / count(*) as mean by @logStream",
            "a x", "b x", "b x", "a y", "a z", "c z");

        var row = Assert.Single(rows);
        Assert.Equal(("2", "25"), (row["n"], row["mean"]));
    }

    [Fact]
    public void Stats_SecondOverTime_UsesTheTimePassedOn()
    {
        var rows = InsightsQuery.Rows("stats count(*) as n by bin(1s) as t | stats sum(n) as total by dateceil(t, 1m) as minute", Enumerable.Repeat("a", 60));

        Assert.Equal(["2026-01-02 03:05:00.000 56", "2026-01-02 03:06:00.000 4"], rows.Select(row => $"{row["minute"]} {row["total"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stats_NotSorted_ComesInNoUsefulOrderButAlwaysTheSame()
    {
        var lines = Enumerable.Range(0, 100).Select(index => $"{index:000}").ToArray();

        var order = InsightsQuery.Rows("stats count(*) by @message", lines).Select(row => row["@message"]).ToList();
        var again = InsightsQuery.Rows("stats count(*) by @message", lines.Reverse()).Select(row => row["@message"]).ToList();

        Assert.Equal(order, again);
        Assert.NotEqual(lines, order);
        Assert.Equal(lines, order.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stats_GroupsAndAggregates_AreWhatLinqSays() =>
        Gen.Select(Gen.OneOf("a", "b", "c", ""), Gen.OneOf("", "-", "x", "0", "1", "-5", "2.5", "1000000000", "17")).Array[1, 60].Sample(records =>
        {
            var rows = InsightsQuery.Rows(
                "parse @message 'k=*;v=*' as k, v | stats count(*) as n, count_distinct(v) as d, sum(v) as s, avg(v) as a, min(v + 0) as lo, max(v + 0) as hi, sum(v > 1) as above by k",
                records.Select(record => $"k={record.Item1};v={record.Item2}"));

            Assert.Equal(records.Select(record => record.Item1).Distinct().Count(), rows.Count);
            foreach (var group in records.GroupBy(record => record.Item1, record => record.Item2))
            {
                var numbers = group.Where(value => value.Length > 0 && value is not ("-" or "x"))
                    .Select(value => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
                var row = Assert.Single(rows, row => row["k"] == group.Key);
                Assert.Equal($"{group.Count()}", row["n"]);
                Assert.Equal($"{group.Distinct().Count()}", row["d"]);
                Assert.Equal(numbers.Count == 0 ? null : Text(numbers.Sum()), row.GetValueOrDefault("s"));
                Assert.Equal(numbers.Count > 0, row.ContainsKey("a"));
                // A mean between two results of four decimals may be rounded to either.
                if (numbers.Count > 0) Assert.Equal((double)numbers.Average(), double.Parse(row["a"], System.Globalization.CultureInfo.InvariantCulture), 0.0001);
                Assert.Equal(numbers.Count == 0 ? null : Text(numbers.Min()), row.GetValueOrDefault("lo"));
                Assert.Equal(numbers.Count == 0 ? null : Text(numbers.Max()), row.GetValueOrDefault("hi"));
                Assert.Equal($"{numbers.Count(number => number > 1)}", row["above"]);
            }
        }, iter: 300);

    private static string Text(decimal number) =>
        Math.Round(number, 4, MidpointRounding.AwayFromZero).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
