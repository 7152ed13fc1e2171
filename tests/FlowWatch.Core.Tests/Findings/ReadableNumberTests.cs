using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Findings;

public class ReadableNumberTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1 kB")]
    [InlineData(1_049, "1 kB")]
    [InlineData(1_050, "1.1 kB")]
    [InlineData(99_950, "100 kB")]
    [InlineData(123_456, "123 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1 MB")]
    [InlineData(1_612_345_678, "1.6 GB")]
    [InlineData(1_000_000_000, "1 GB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    [InlineData(long.MinValue, "-9.2 EB")]
    public void Bytes_AnyValue_HasTheLargestFittingUnit(long value, string expected) => Assert.Equal(expected, ReadableNumber.Bytes(value));

    [Theory]
    [InlineData(0.001, "0.00 s")]
    [InlineData(0.02, "0.02 s")]
    [InlineData(0.8, "0.8 s")]
    [InlineData(1, "1 s")]
    [InlineData(12.9, "12 s")]
    [InlineData(59.99, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(252, "4 min 12 s")]
    [InlineData(3_900, "1 h 5 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(97_200, "1 d 3 h")]
    public void Duration_AnyLength_HasItsTwoLargestUnits(double seconds, string expected) =>
        Assert.Equal(expected, ReadableNumber.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(12_345, "records", "12,345 records")]
    [InlineData(1, "records", "1 record")]
    [InlineData(1, "addresses", "1 address")]
    [InlineData(1, "queries", "1 query")]
    [InlineData(1, "passes", "1 pass")]
    [InlineData(1, "", "1 ")]
    [InlineData(0, "findings", "0 findings")]
    public void Count_WithPlural_AgreesInNumber(long value, string plural, string expected) => Assert.Equal(expected, ReadableNumber.Count(value, plural));

    [Theory]
    [InlineData(1_612_345_678, "bytes", "1.6 GB")]
    [InlineData(570, "seconds", "9 min 30 s")]
    [InlineData(98, "percent", "98 %")]
    [InlineData(1_204, "ports", "1,204 ports")]
    [InlineData(long.MaxValue, "seconds", "9,223,372,036,854,775,807 s")]
    [InlineData(long.MinValue, "seconds", "-9,223,372,036,854,775,808 s")]
    public void Amount_ByUnit_IsReadable(long value, string unit, string expected) => Assert.Equal(expected, ReadableNumber.Amount(value, unit));
}
