namespace FlowWatch.Aws.Sns;

/// <summary>The ARN of an SNS topic, taken apart.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Region">Where the topic is: <c>eu-central-1</c>.</param>
/// <param name="Account">Whose it is, 12 digits.</param>
/// <param name="Name">Its name.</param>
internal sealed record SnsTopicArn(string Text, string Region, string Account, string Name)
{
    /// <summary>Whether it keeps order and drops repeats; such topics say so in their names.</summary>
    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>Reads an ARN; null where it is none of a topic.</summary>
    public static SnsTopicArn? TryParse(string text) =>
        text.Split(':') is ["arn", { Length: > 0 }, "sns", { Length: > 0 } region, { Length: 12 } account, { Length: > 0 and <= 256 } name]
        && account.All(char.IsAsciiDigit) && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? new SnsTopicArn(text, region, account, name)
            : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
