using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Muster.Agencies;

namespace Muster.Silo.Identity;

/// <summary>
/// Passwords as ASP.NET Core Identity keeps them: PBKDF2 with HMAC-SHA512, a salt each, and as many rounds as OWASP's Password Storage Cheat
/// Sheet asks for (210,000). A hash says how many it was made with, so older ones of 100,000 go on being verified.
/// </summary>
public sealed class IdentityPasswords : IPasswords
{
    /// <summary>The hasher asks for a user and never looks at it.</summary>
    private static readonly object Nobody = new();

    private const int Rounds = 210_000;

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly string _hashOfNothing;

    public IdentityPasswords() => _hashOfNothing = Hash("");

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    public bool Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNothing, password) != PasswordVerificationResult.Failed && hash is not null;
}
