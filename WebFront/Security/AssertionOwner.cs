using System.Buffers.Text;
using System.Text.Json;
using Muster.Agencies;

namespace Muster.WebFront.Security;

/// <summary>Which account an assertion is about, so that this account can be asked to check it. Nothing is believed here.</summary>
internal static class AssertionOwner
{
    private const int Longest = 8_192;

    /// <summary>The user name that it claims, in lower case; null where there is none.</summary>
    public static string? UserName(IdentityProviderSettings provider, string assertion)
    {
        if (assertion.Length > Longest || assertion.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload)) return null;

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload), new JsonDocumentOptions { MaxDepth = 16 });
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty(provider.UserNameClaim, out var claim) && claim.ValueKind == JsonValueKind.String
                ? WithoutDomain(provider, claim.GetString()!)
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? WithoutDomain(IdentityProviderSettings provider, string claim)
    {
        var name = provider.Domain is { } domain
            ? claim.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase) ? claim[..^(domain.Length + 1)] : null
            : claim;
        return Names.IsUserName(name) ? name!.ToLowerInvariant() : null;
    }
}
