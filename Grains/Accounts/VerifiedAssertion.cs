namespace Muster.Accounts;

/// <summary>What an identity provider has said and we believe.</summary>
/// <param name="UserName">Of the account, in lower case.</param>
/// <param name="Id">The same for the same assertion, however often it is shown.</param>
/// <param name="Until">After this it would be refused for its age, UTC.</param>
/// <param name="HasSecondFactor">Whether a second factor was used there.</param>
public sealed record VerifiedAssertion(string UserName, string Id, DateTimeOffset Until, bool HasSecondFactor);
