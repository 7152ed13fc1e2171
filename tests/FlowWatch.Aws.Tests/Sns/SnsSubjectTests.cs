using CsCheck;
using FlowWatch.Aws.Sns;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsSubjectTests
{
    [Theory]
    [InlineData("Port scan from 10.0.0.1", "Port scan from 10.0.0.1")]
    [InlineData("  two\r\n lines\tand  blanks  ", "two lines and blanks")]
    [InlineData("Überwachung – “quoted” … 1→2 ×3 ≥4", "?berwachung - \"quoted\" ... 1->2 x3 >=4")]
    [InlineData("\u001b[31mred\u007f", "[31mred")]
    [InlineData("😀 smile\u2028line\u00a0gap", "? smile line gap")]
    [InlineData("right\u202eto left", "right?to left")]
    [InlineData("", "FlowWatch alert")]
    [InlineData(" \r\n\t", "FlowWatch alert")]
    public void Of_Title_IsOneLineOfAscii(string title, string subject) => Assert.Equal(subject, SnsSubject.Of(title));

    [Fact]
    public void Of_LongTitle_IsCutAndSaysSo()
    {
        Assert.Equal(new string('x', 99), SnsSubject.Of(new string('x', 99)));
        Assert.Equal(new string('x', 96) + "...", SnsSubject.Of(new string('x', 100)));
        Assert.Equal(new string('?', 96) + "...", SnsSubject.Of(string.Concat(Enumerable.Repeat("😀", 10_000))));
    }

    [Fact]
    public void Of_AnyTitle_IsWhatSnsTakes() => Gen.String.Sample(title =>
    {
        var subject = SnsSubject.Of(title);
        return subject.Length is > 0 and <= 99 && subject[0] != ' ' && subject.All(character => character is >= ' ' and < (char)0x7F);
    });
}
