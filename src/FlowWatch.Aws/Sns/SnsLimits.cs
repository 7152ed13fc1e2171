namespace FlowWatch.Aws.Sns;

/// <summary>What SNS takes, by its documentation ("Amazon SNS endpoints and quotas", and the API reference of PublishBatch).</summary>
internal static class SnsLimits
{
    /// <summary>Bytes of a message with its attributes, and of a batch of messages.</summary>
    public const int MessageBytes = 262_144;

    /// <summary>Messages of a batch.</summary>
    public const int BatchEntries = 10;

    /// <summary>Attributes of a message; with raw delivery to SQS a message with more is dropped.</summary>
    public const int Attributes = 10;

    /// <summary>Characters of a subject. AWS writes "up to 100" in one place and "less than 100" in another.</summary>
    public const int SubjectCharacters = 99;

    /// <summary>Characters of an attribute's name.</summary>
    public const int AttributeName = 256;

    /// <summary>Characters of an attribute's value; FlowWatch's own bound, for SNS counts values in the message's size only.</summary>
    public const int AttributeValue = 256;

    /// <summary>Characters of the group and of the deduplication id of a message to a FIFO topic.</summary>
    public const int FifoId = 128;
}
