namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The functions of one row that are executed; the names are those of the documentation.</summary>
internal enum QueryFunction
{
    Abs, Ceil, Floor, Greatest, Least, Log, Round, Sqrt, ToNumber, ToInt, ToLong, ToDouble,
    Bin, DateFloor, DateCeil, FromMillis, ToMillis, Now, QueryStartTime, QueryEndTime, QueryTimeRange,
    IsPresent, Coalesce, If, Case, IsNumeric, MessageSize,
    IsValidIp, IsValidIpv4, IsValidIpv6, IsIpInSubnet, IsIpv4InSubnet, IsIpv6InSubnet, Ipv4ToNumber,
    IsEmpty, IsBlank, Concat, LTrim, RTrim, Trim, StrLen, ToUpper, ToLower, Substr, Replace, StrContains, StartsWith, EndsWith,
}
