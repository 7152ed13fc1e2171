using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string PolicyDocument { get; set; }

    public string PolicyName { get; set; }

    public string RoleName { get; set; }
}
