using System.Security.Cryptography;
using System.Text;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>What the consults of a conversation are called: the same one is called the same, however often it is begun.</summary>
public static class ConsultName
{
    /// <summary>As many as any conversation's id has, so that it is one to everybody.</summary>
    private const int Letters = 26;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="conversation">The grain key of the one that advice is sought on.</param>
    /// <param name="number">From 1.</param>
    /// <returns>Its id in the same agency.</returns>
    public static string Of(string conversation, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"muster-consult\0{conversation}\0{number}"));
        var id = new StringBuilder(Letters);
        var (bits, count, next) = (0, 0, 0);
        while (id.Length < Letters)
        {
            if (count < 5)
            {
                bits = (bits << 8) | (next < 16 ? hash[next++] : 0);
                count += 8;
            }

            count -= 5;
            id.Append(Alphabet[(bits >> count) & 31]);
            bits &= (1 << count) - 1;
        }

        return id.ToString();
    }

    /// <summary>The grain key of a consult.</summary>
    public static string KeyOf(string conversation, string consult) => GrainKey.Of(GrainKey.AgencyOf(conversation), consult);
}
