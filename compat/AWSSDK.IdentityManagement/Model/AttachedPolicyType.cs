namespace Amazon.IdentityManagement.Model;

public class AttachedPolicyType
{
    public string PolicyArn { get; set; }

    public string PolicyName { get; set; }
}
