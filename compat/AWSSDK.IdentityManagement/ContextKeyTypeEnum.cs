using Amazon.Runtime;

namespace Amazon.IdentityManagement;

public class ContextKeyTypeEnum(string value) : ConstantClass(value)
{
    public static readonly ContextKeyTypeEnum Binary = new("binary");

    public static readonly ContextKeyTypeEnum BinaryList = new("binaryList");

    public static readonly ContextKeyTypeEnum Boolean = new("boolean");

    public static readonly ContextKeyTypeEnum BooleanList = new("booleanList");

    public static readonly ContextKeyTypeEnum Date = new("date");

    public static readonly ContextKeyTypeEnum DateList = new("dateList");

    public static readonly ContextKeyTypeEnum Ip = new("ip");

    public static readonly ContextKeyTypeEnum IpList = new("ipList");

    public static readonly ContextKeyTypeEnum Numeric = new("numeric");

    public static readonly ContextKeyTypeEnum NumericList = new("numericList");

    public static readonly ContextKeyTypeEnum String = new("string");

    public static readonly ContextKeyTypeEnum StringList = new("stringList");

    public static ContextKeyTypeEnum FindValue(string value) => FindValue<ContextKeyTypeEnum>(value);

    public static implicit operator ContextKeyTypeEnum(string value) => FindValue(value);
}
